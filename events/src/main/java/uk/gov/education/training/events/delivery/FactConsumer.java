package uk.gov.education.training.events.delivery;

import static java.util.stream.Collectors.toMap;

import io.quarkus.runtime.ShutdownEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.events.Message;
import uk.gov.education.training.events.Topic;
import uk.gov.education.training.events.delivery.DeadLetters.DeadLetter;

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

    private final Pool pool;
    private final Facts facts;
    private final DeadLetters deadLetters;
    private final Outbox outbox;
    private final Database database;
    private final Progress progress;
    private volatile boolean stopping;

    FactConsumer(Pool pool, Facts facts, DeadLetters deadLetters, Outbox outbox, Database database, Progress progress) {
        this.pool = pool;
        this.facts = facts;
        this.deadLetters = deadLetters;
        this.outbox = outbox;
        this.database = database;
        this.progress = progress;
    }

    void onStop(@Observes ShutdownEvent stop) {
        stopping = true;
    }

    /**
     * What a service does about keys of which it holds something new, or whose end has arrived: also where it held
     * nothing of them, for it may have said something about them all the same.
     */
    @FunctionalInterface
    public interface Reaction {
        /** @param moved the keys, locked, with what moved each */
        Uni<Void> on(SqlConnection tx, Map<String, Cause> moved);
    }

    /** Consumes one poll of a topic that this service only looks things up in. */
    public <C, S> Uni<Void> hold(Subscription<C, S> subscription, ConsumerRecords<String, byte[]> polled) {
        return consume(subscription, polled, (tx, moved) -> Uni.createFrom().voidItem());
    }

    /** Consumes one poll. Ends only when all of it is safe in the database. */
    public <C, S> Uni<Void> consume(
            Subscription<C, S> subscription, ConsumerRecords<String, byte[]> polled, Reaction reaction) {
        List<ConsumerRecord<String, byte[]>> records = new ArrayList<>();
        polled.forEach(records::add);
        return database.ready()
                .chain(() -> apply(subscription, records, reaction))
                .invoke(() -> progress.consumed(records));
    }

    private <C, S> Uni<Void> apply(
            Subscription<C, S> subscription, List<ConsumerRecord<String, byte[]>> records, Reaction reaction) {
        Topic<C, S> topic = subscription.topic();
        Batch batch = Batch.of(subscription, records);
        return persistently(topic, tx -> apply(tx, topic, batch, reaction))
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
            return persistently(
                    subscription.topic(), tx -> deadLetters.park(tx, subscription.topic(), List.of(letter)));
        }
        Uni<Void> all = Uni.createFrom().voidItem();
        for (ConsumerRecord<String, byte[]> record : records) {
            all = all.chain(() -> apply(subscription, List.of(record), reaction));
        }
        return all;
    }

    /** One transaction, tried until it succeeds or can never succeed. */
    private Uni<Void> persistently(Topic<?, ?> topic, Function<SqlConnection, Uni<Void>> work) {
        return Uni.createFrom()
                .deferred(() -> pool.withTransaction(work))
                .ifNoItem()
                .after(PATIENCE)
                .fail()
                .onFailure(this::passes)
                .invoke(failure -> LOG.warnf("Consuming %s waits: %s", topic.name(), failure.toString()))
                .onFailure(this::passes)
                .retry()
                .withBackOff(FIRST_PAUSE, LONGEST_PAUSE)
                .indefinitely();
    }

    /** Everything passes but what is permanent, and the end of this service. */
    private boolean passes(Throwable failure) {
        return !stopping && !Faults.isPermanent(failure);
    }

    private Uni<Void> apply(SqlConnection tx, Topic<?, ?> topic, Batch batch, Reaction reaction) {
        Set<String> keys = new HashSet<>(batch.newest.keySet());
        keys.addAll(batch.ended);
        Uni<Void> parked = deadLetters.park(tx, topic, batch.unreadable);
        if (keys.isEmpty()) {
            return parked;
        }
        return parked.chain(() -> facts.lock(tx, keys))
                .chain(() -> facts.keepNewer(tx, topic, batch.newest))
                .chain(moved -> batch.ended.isEmpty()
                        ? Uni.createFrom().item(moved)
                        : facts.forget(tx, topic, batch.ended).replaceWith(union(moved, batch.ended)))
                .chain(moved -> moved.isEmpty()
                        ? Uni.createFrom().voidItem()
                        : reaction.on(tx, moved.stream().collect(toMap(key -> key, batch.causes::get))));
    }

    private static Set<String> union(Set<String> some, Set<String> others) {
        Set<String> all = new HashSet<>(some);
        all.addAll(others);
        return all;
    }

    /** What one poll brought, sorted out. */
    private record Batch(
            Map<String, Held.Fact> newest, Set<String> ended, Map<String, Cause> causes, List<DeadLetter> unreadable) {

        static <C, S> Batch of(Subscription<C, S> subscription, List<ConsumerRecord<String, byte[]>> records) {
            Map<String, Message<C, S>> newest = new LinkedHashMap<>();
            Set<String> ended = new HashSet<>();
            Map<String, Cause> causes = new HashMap<>();
            List<DeadLetter> unreadable = new ArrayList<>();
            for (ConsumerRecord<String, byte[]> record : records) {
                try {
                    if (isTombstone(record)) {
                        newest.remove(record.key());
                        ended.add(record.key());
                        causes.put(record.key(), new Cause(Instant.ofEpochMilli(record.timestamp()), trace(record)));
                        continue;
                    }
                    Message<C, S> message = CloudEvents.read(subscription.topic(), record);
                    Message<C, S> known = newest.get(record.key());
                    if (known == null || known.version() < message.version()) {
                        ended.remove(record.key());
                        newest.put(record.key(), message);
                        causes.put(record.key(), new Cause(message.at(), trace(record), event(record)));
                    }
                } catch (UnreadableRecord unusable) {
                    unreadable.add(new DeadLetter(record, unusable.reason(), unusable));
                }
            }
            Map<String, Held.Fact> kept = new LinkedHashMap<>();
            newest.forEach((key, message) -> kept.put(
                    key,
                    new Held.Fact(
                            message.version(), Facts.json(subscription.keep().apply(message.snapshot())))));
            return new Batch(kept, ended, causes, unreadable);
        }

        private static boolean isTombstone(ConsumerRecord<String, byte[]> record) {
            return record.key() != null && record.value() == null;
        }

        private static Cause.@Nullable Event event(ConsumerRecord<String, byte[]> record) {
            @Nullable String id = CloudEvents.header(record, CloudEvents.ID);
            @Nullable String type = CloudEvents.header(record, CloudEvents.TYPE);
            return id == null || type == null ? null : new Cause.Event(record.topic(), id, type);
        }

        private static String trace(ConsumerRecord<String, byte[]> record) {
            @Nullable String trace = CloudEvents.header(record, CloudEvents.TRACEPARENT);
            return trace == null ? Traces.begin() : trace;
        }
    }
}
