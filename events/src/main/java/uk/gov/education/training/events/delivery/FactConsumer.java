package uk.gov.education.training.events.delivery;

import static java.util.stream.Collectors.toMap;

import io.quarkus.runtime.ShutdownEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.jboss.logging.Logger;
import uk.gov.education.training.events.Topic;
import uk.gov.education.training.events.delivery.DeadLetters.DeadLetter;
import uk.gov.education.training.events.delivery.Reader.Reaction;
import uk.gov.education.training.events.delivery.Tally.Consumed;
import uk.gov.education.training.events.telemetry.Failures;

/**
 * Reads a topic: one poll's records are one transaction. The newest snapshot of each key is kept where it is newer than
 * what is held, the service reacts to the keys that moved, what can't be read is parked, and only then is the offset
 * committed. A batch that is delivered twice changes nothing the second time.
 */
@ApplicationScoped
public class FactConsumer {

    private static final Logger LOG = Logger.getLogger(FactConsumer.class);
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(3);
    private static final Duration FINISHES_WITHIN = Duration.ofSeconds(1);
    private static final int BEFORE_WHAT_IT_USES = 100;
    private static final int BATCHES = 1_000;

    private final Pool pool;
    private final Facts facts;
    private final DeadLetters deadLetters;
    private final Outbox outbox;
    private final Database database;
    private final Progress progress;
    private final Rehearsal rehearsal;
    private final Tally tally;
    /** A permit for each batch, and all of them for the end. */
    private final Semaphore underWay = new Semaphore(BATCHES);

    private volatile boolean stopping;

    FactConsumer(
            Pool pool,
            Facts facts,
            DeadLetters deadLetters,
            Outbox outbox,
            Database database,
            Progress progress,
            Tally tally,
            Rehearsal rehearsal) {
        this.pool = pool;
        this.facts = facts;
        this.deadLetters = deadLetters;
        this.outbox = outbox;
        this.database = database;
        this.progress = progress;
        this.tally = tally;
        this.rehearsal = rehearsal;
    }

    /** No batch is begun any more, and those under way get a moment to be done with. */
    void onStop(@Observes @Priority(BEFORE_WHAT_IT_USES) ShutdownEvent stop) throws InterruptedException {
        stopping = true;
        if (!underWay.tryAcquire(BATCHES, FINISHES_WITHIN.toMillis(), TimeUnit.MILLISECONDS)) {
            LOG.debug("A batch is not finished, and is read again by whoever comes next");
        }
    }

    /** Consumes one poll. Ends only when all of it is safe in the database. */
    public Uni<Void> consume(Reader reader, ConsumerRecords<String, byte[]> polled) {
        List<ConsumerRecord<String, byte[]>> records = new ArrayList<>();
        polled.forEach(records::add);
        return readBefore(reader)
                .chain(database::ready)
                .chain(() -> untilTheEnd(apply(reader.subscription(), records, reader.reaction())))
                .invoke(() -> progress.consumed(records));
    }

    /** What is not done when this service stops never ends here, so that it is not committed: it will be read again. */
    private Uni<Void> untilTheEnd(Uni<Void> batch) {
        return Uni.createFrom()
                .deferred(() -> underWay.tryAcquire()
                        ? batch.onTermination()
                                .invoke(underWay::release)
                                .onFailure(failure -> stopping)
                                .recoverWithUni(() -> Uni.createFrom().nothing())
                        : Uni.createFrom().nothing());
    }

    private Uni<Void> readBefore(Reader reader) {
        Uni<Void> read = Uni.createFrom().voidItem();
        for (Topic<?, ?> topic : reader.after()) {
            read = read.chain(() -> progress.read(topic));
        }
        return read;
    }

    /**
     * What consuming a record would do, tried and taken back. Fails as consuming it would: with an
     * {@link UnreadableRecord}, or, where it is {@link Faults#isPermanent permanent}, as the rules or the database do.
     */
    public Uni<Void> rehearse(Reader reader, ConsumerRecord<String, byte[]> record) {
        Batch batch = Batch.of(reader.subscription(), List.of(record));
        if (!batch.unreadable().isEmpty()) {
            return Uni.createFrom().failure(batch.unreadable().getFirst().why());
        }
        return rehearsal
                .of(tx -> apply(tx, reader.topic(), batch, reader.reaction()).replaceWith(true))
                .replaceWithVoid();
    }

    private <C, S> Uni<Void> apply(
            Subscription<C, S> subscription, List<ConsumerRecord<String, byte[]>> records, Reaction reaction) {
        Topic<C, S> topic = subscription.topic();
        Batch batch = Batch.of(subscription, records);
        return persistently(topic, tx -> apply(tx, topic, batch, reaction))
                .invoke(moved -> tell(topic, batch, moved))
                .replaceWithVoid()
                .onFailure(Faults::isPermanent)
                .recoverWithUni(refused -> alone(subscription, records, reaction, refused))
                .invoke(outbox::wake);
    }

    /**
     * The database refuses something in this batch for good: it goes record by record, and only the culprit is parked.
     */
    private <C, S> Uni<Void> alone(
            Subscription<C, S> subscription,
            List<ConsumerRecord<String, byte[]>> records,
            Reaction reaction,
            Throwable refused) {
        if (records.size() == 1) {
            DeadLetter letter = new DeadLetter(records.getFirst(), "refused", refused);
            return persistently(subscription.topic(), tx -> deadLetters.park(tx, subscription.topic(), List.of(letter)))
                    .invoke(() -> tally.consumed(subscription.topic().name(), new Consumed(0, 0, 1)));
        }
        Uni<Void> all = Uni.createFrom().voidItem();
        for (ConsumerRecord<String, byte[]> record : records) {
            all = all.chain(() -> apply(subscription, List.of(record), reaction));
        }
        return all;
    }

    /** One transaction, tried until it succeeds or can never succeed. */
    private <T> Uni<T> persistently(Topic<?, ?> topic, Function<SqlConnection, Uni<T>> work) {
        return Uni.createFrom()
                .deferred(() -> pool.withTransaction(work))
                .ifNoItem()
                .after(PATIENCE)
                .fail()
                .onFailure(this::passes)
                .invoke(failure -> LOG.warnf("Consuming %s waits: %s", topic.name(), Failures.inShort(failure)))
                .onFailure(this::passes)
                .retry()
                .withBackOff(FIRST_PAUSE, LONGEST_PAUSE)
                .indefinitely();
    }

    /** Everything passes but what is permanent, and the end of this service. */
    private boolean passes(Throwable failure) {
        return !stopping && !Faults.isPermanent(failure);
    }

    /**
     * Tells of what is safe in the database. What a service missed is too much to be told one by one, and tells nothing
     * of how fast it is.
     */
    private void tell(Topic<?, ?> topic, Batch batch, Set<String> moved) {
        List<Batch.Fresh> applied = batch.fresh().stream()
                .filter(event -> moved.contains(event.record().key()))
                .toList();
        int deadLettered = batch.unreadable().size();
        tally.consumed(
                topic.name(), new Consumed(applied.size(), batch.size() - applied.size() - deadLettered, deadLettered));
        boolean isNews = progress.isCaughtUp();
        Instant now = Instant.now();
        for (Batch.Fresh event : applied) {
            event.applied(isNews);
            if (isNews) {
                CloudEvents.time(event.record())
                        .ifPresent(time -> tally.propagated(topic.name(), Duration.between(time, now)));
            }
        }
    }

    /** Ends with the keys about which something else is held now. */
    private Uni<Set<String>> apply(SqlConnection tx, Topic<?, ?> topic, Batch batch, Reaction reaction) {
        Set<String> keys = new HashSet<>(batch.newest().keySet());
        keys.addAll(batch.ended());
        Uni<Void> parked = deadLetters.park(tx, topic, batch.unreadable());
        if (keys.isEmpty()) {
            return parked.replaceWith(Set.of());
        }
        return parked.chain(() -> facts.lock(tx, keys))
                .chain(() -> facts.keepNewer(tx, topic, batch.newest()))
                .call(() -> batch.newest().isEmpty()
                        ? Uni.createFrom().voidItem()
                        : deadLetters.overtake(tx, topic, batch.newest(), batch.latest()))
                .chain(moved -> batch.ended().isEmpty()
                        ? Uni.createFrom().item(moved)
                        : facts.forget(tx, topic, batch.ended())
                                .chain(() -> deadLetters.end(tx, topic, batch.ended()))
                                .replaceWith(union(moved, batch.ended())))
                .chain(moved -> moved.isEmpty()
                        ? Uni.createFrom().item(moved)
                        : reaction.on(tx, moved.stream().collect(toMap(key -> key, batch.causes()::get)))
                                .replaceWith(moved));
    }

    private static Set<String> union(Set<String> some, Set<String> others) {
        Set<String> all = new HashSet<>(some);
        all.addAll(others);
        return all;
    }
}
