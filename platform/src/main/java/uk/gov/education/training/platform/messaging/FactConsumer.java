package uk.gov.education.training.platform.messaging;

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
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.jboss.logging.Logger;
import uk.gov.education.training.events.Topic;
import uk.gov.education.training.platform.messaging.DeadLetters.DeadLetter;
import uk.gov.education.training.platform.messaging.EventMetrics.Consumed;
import uk.gov.education.training.platform.messaging.TopicSubscription.ChangeHandler;
import uk.gov.education.training.platform.observability.RedactedErrors;

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
    private static final int ATTEMPTS = 5;
    private static final int BEFORE_WHAT_IT_USES = 100;
    private static final int BATCHES = 1_000;

    private final Pool pool;
    private final FactStore factStore;
    private final DeadLetters deadLetters;
    private final Outbox outbox;
    private final DatabaseMigration databaseMigration;
    private final CatchUpTracker catchUpTracker;
    private final DryRun dryRun;
    private final VersionGuard guard;
    private final SkipRecords skips;
    private final EventMetrics eventMetrics;
    /** A permit for each batch, and all of them for the end. */
    private final Semaphore underWay = new Semaphore(BATCHES);

    private volatile boolean stopping;

    FactConsumer(
            Pool pool,
            FactStore factStore,
            DeadLetters deadLetters,
            Outbox outbox,
            DatabaseMigration databaseMigration,
            CatchUpTracker catchUpTracker,
            EventMetrics eventMetrics,
            DryRun dryRun,
            VersionGuard guard,
            SkipRecords skips) {
        this.pool = pool;
        this.factStore = factStore;
        this.deadLetters = deadLetters;
        this.outbox = outbox;
        this.databaseMigration = databaseMigration;
        this.catchUpTracker = catchUpTracker;
        this.eventMetrics = eventMetrics;
        this.dryRun = dryRun;
        this.guard = guard;
        this.skips = skips;
    }

    /** No batch is begun any more, and those under way get a moment to be done with. */
    void onStop(@Observes @Priority(BEFORE_WHAT_IT_USES) ShutdownEvent stop) throws InterruptedException {
        stopping = true;
        if (!underWay.tryAcquire(BATCHES, FINISHES_WITHIN.toMillis(), TimeUnit.MILLISECONDS)) {
            LOG.debug("A batch is not finished, and is read again by whoever comes next");
        }
    }

    /** Consumes one poll. Ends only when all of it is safe in the databaseMigration. */
    public Uni<Void> consume(TopicSubscription topicSubscription, ConsumerRecords<String, byte[]> polled) {
        List<ConsumerRecord<String, byte[]>> records = new ArrayList<>();
        polled.forEach(records::add);
        return readBefore(topicSubscription)
                .chain(databaseMigration::ready)
                .chain(skips::known)
                .chain(() ->
                        untilTheEnd(apply(topicSubscription.subscription(), records, topicSubscription.reaction())))
                .invoke(() -> catchUpTracker.consumed(records));
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

    private Uni<Void> readBefore(TopicSubscription topicSubscription) {
        Uni<Void> read = Uni.createFrom().voidItem();
        for (Topic<?, ?> topic : topicSubscription.after()) {
            read = read.chain(() -> catchUpTracker.read(topic));
        }
        return read;
    }

    /**
     * What consuming a record would do, tried and taken back. Fails as consuming it would: with an
     * {@link InvalidRecord}, or, where it is {@link FailureClassifier#isPermanent permanent}, as the rules or the
     * database do.
     */
    public Uni<Void> rehearse(TopicSubscription topicSubscription, ConsumerRecord<String, byte[]> record) {
        var judged = guard.judge(topicSubscription.subscription(), List.of(record));
        return dryRun.of(tx -> guard.lock(tx, judged)
                        .chain(batch -> batch.unreadable().isEmpty()
                                ? apply(tx, topicSubscription.topic(), batch, topicSubscription.reaction())
                                        .replaceWith(true)
                                : Uni.createFrom()
                                        .<Boolean>failure(
                                                batch.unreadable().getFirst().why())))
                .replaceWithVoid();
    }

    private <C, S> Uni<Void> apply(
            SnapshotProjection<C, S> snapshotProjection,
            List<ConsumerRecord<String, byte[]>> records,
            ChangeHandler reaction) {
        if (records.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return once(snapshotProjection, records, reaction)
                .onFailure(this::isRefused)
                .recoverWithUni(refused -> oneByOne(snapshotProjection, records, reaction, refused))
                .onFailure(SkipRequests.Asked.class)
                .recoverWithUni(() -> skip(snapshotProjection, records, reaction))
                .invoke(outbox::wake);
    }

    private <C, S> Uni<Void> once(
            SnapshotProjection<C, S> snapshotProjection,
            List<ConsumerRecord<String, byte[]>> records,
            ChangeHandler reaction) {
        Topic<C, S> topic = snapshotProjection.topic();
        return Uni.createFrom()
                .item(() -> guard.judge(snapshotProjection, records))
                .chain(judged -> persistently(topic, records, tx -> guard.lock(tx, judged)
                        .chain(batch -> apply(tx, topic, batch, reaction).map(moved -> new Applied(batch, moved)))))
                .invoke(applied -> told(topic, applied.batch(), applied.moved()))
                .replaceWithVoid();
    }

    /** What a batch said, and the keys about which something else is held now. */
    private record Applied(Batch batch, Set<String> moved) {}

    private <C, S> Uni<Void> skip(
            SnapshotProjection<C, S> snapshotProjection,
            List<ConsumerRecord<String, byte[]>> records,
            ChangeHandler reaction) {
        List<ConsumerRecord<String, byte[]>> others = skips.others(records);
        return waitingOut(snapshotProjection.topic(), () -> skips.skip(snapshotProjection.topic(), records))
                .chain(() -> apply(snapshotProjection, others, reaction));
    }

    /** Something in this batch is refused: it goes record by record, so that only the culprit is parked. */
    private <C, S> Uni<Void> oneByOne(
            SnapshotProjection<C, S> snapshotProjection,
            List<ConsumerRecord<String, byte[]>> records,
            ChangeHandler reaction,
            Throwable refused) {
        if (records.size() == 1) {
            return alone(snapshotProjection, records.getFirst(), reaction, refused, 1);
        }
        Uni<Void> all = Uni.createFrom().voidItem();
        for (ConsumerRecord<String, byte[]> record : records) {
            all = all.chain(() -> apply(snapshotProjection, List.of(record), reaction));
        }
        return all;
    }

    /**
     * A record that fails alone is parked: at once where it will never do better, and otherwise after some attempts.
     */
    private <C, S> Uni<Void> alone(
            SnapshotProjection<C, S> snapshotProjection,
            ConsumerRecord<String, byte[]> record,
            ChangeHandler reaction,
            Throwable refused,
            int attempts) {
        if (attempts == ATTEMPTS || FailureClassifier.isPermanent(refused)) {
            DeadLetter letter = new DeadLetter(record, DeadLetter.REFUSED, refused);
            return park(snapshotProjection.topic(), letter)
                    .onFailure(this::isRefused)
                    .recoverWithUni(beyondStoring -> park(snapshotProjection.topic(), letter.withoutContent()))
                    .invoke(() ->
                            eventMetrics.consumed(snapshotProjection.topic().name(), new Consumed(0, 0, 1)));
        }
        LOG.warnf("A record of %s failed: %s", record.topic(), RedactedErrors.inShort(refused));
        return Uni.createFrom()
                .voidItem()
                .onItem()
                .delayIt()
                .by(FIRST_PAUSE.multipliedBy(1L << attempts))
                .chain(() -> once(snapshotProjection, List.of(record), reaction))
                .onFailure(this::isRefused)
                .recoverWithUni(again -> alone(snapshotProjection, record, reaction, again, attempts + 1));
    }

    private Uni<Void> park(Topic<?, ?> topic, DeadLetter letter) {
        return persistently(topic, List.of(letter.record()), tx -> deadLetters.park(tx, topic, List.of(letter)));
    }

    /** One transaction, tried again for as long as there is an outage, or until one of the records is to be skipped. */
    private <T> Uni<T> persistently(
            Topic<?, ?> topic, List<ConsumerRecord<String, byte[]>> records, Function<SqlConnection, Uni<T>> work) {
        return waitingOut(
                topic,
                () -> skips.isAskedFor(records)
                        ? Uni.createFrom().failure(new SkipRequests.Asked())
                        : pool.withTransaction(work));
    }

    private <T> Uni<T> waitingOut(Topic<?, ?> topic, Supplier<Uni<T>> work) {
        return Uni.createFrom()
                .deferred(() -> work.get())
                .ifNoItem()
                .after(PATIENCE)
                .fail()
                .onFailure(this::passes)
                .invoke(failure -> LOG.warnf("Consuming %s waits: %s", topic.name(), RedactedErrors.inShort(failure)))
                .onFailure(this::passes)
                .retry()
                .withBackOff(FIRST_PAUSE, LONGEST_PAUSE)
                .indefinitely();
    }

    private boolean passes(Throwable failure) {
        return !stopping && FailureClassifier.isOutage(failure);
    }

    /** Whether it is about the records; at the end of this service nothing is. */
    private boolean isRefused(Throwable failure) {
        return !stopping && !FailureClassifier.isOutage(failure) && !(failure instanceof SkipRequests.Asked);
    }

    /** What can't be told has been done all the same. */
    private void told(Topic<?, ?> topic, Batch batch, Set<String> moved) {
        try {
            tell(topic, batch, moved);
        } catch (RuntimeException bug) {
            LOG.error("What was consumed can't be told", bug);
        }
    }

    /**
     * Tells of what is safe in the database. What a service missed is too much to be told one by one, and tells nothing
     * of how fast it is.
     */
    private void tell(Topic<?, ?> topic, Batch batch, Set<String> moved) {
        List<Batch.NewEvent> applied = batch.fresh().stream()
                .filter(event -> moved.contains(event.record().key()))
                .toList();
        int deadLettered = batch.unreadable().size();
        eventMetrics.consumed(
                topic.name(), new Consumed(applied.size(), batch.size() - applied.size() - deadLettered, deadLettered));
        boolean isNews = catchUpTracker.isCaughtUp();
        Instant now = Instant.now();
        for (Batch.NewEvent event : applied) {
            event.applied(isNews);
            if (isNews) {
                CloudEvents.time(event.record())
                        .ifPresent(time -> eventMetrics.propagated(topic.name(), Duration.between(time, now)));
            }
        }
    }

    /** Ends with the keys about which something else is held now. They are locked. */
    private Uni<Set<String>> apply(SqlConnection tx, Topic<?, ?> topic, Batch batch, ChangeHandler reaction) {
        Set<String> keys = new HashSet<>(batch.newest().keySet());
        keys.addAll(batch.ended());
        Uni<Void> parked = deadLetters.park(tx, topic, batch.unreadable());
        if (keys.isEmpty()) {
            return parked.replaceWith(Set.of());
        }
        return parked.chain(() -> factStore.keepNewer(tx, topic, batch.newest()))
                .call(() -> batch.newest().isEmpty()
                        ? Uni.createFrom().voidItem()
                        : deadLetters.overtake(tx, topic, batch.newest(), batch.latest()))
                .chain(moved -> batch.ended().isEmpty()
                        ? Uni.createFrom().item(moved)
                        : factStore
                                .forget(tx, topic, batch.ended())
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
