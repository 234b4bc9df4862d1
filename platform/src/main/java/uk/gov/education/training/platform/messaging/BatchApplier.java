package uk.gov.education.training.platform.messaging;

import static java.util.stream.Collectors.toMap;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jboss.logging.Logger;
import uk.gov.education.training.events.Topic;
import uk.gov.education.training.platform.messaging.EventMetrics.Consumed;
import uk.gov.education.training.platform.messaging.TopicSubscription.ChangeHandler;

/**
 * Applies a batch of records in the caller's transaction: saves the newest snapshots, parks invalid records, and calls
 * the service's {@link ChangeHandler} with the keys that changed.
 */
@ApplicationScoped
class BatchApplier {

    private static final Logger LOG = Logger.getLogger(BatchApplier.class);

    private final VersionGuard guard;
    private final FactStore factStore;
    private final DeadLetters deadLetters;
    private final CatchUpTracker catchUpTracker;
    private final EventMetrics eventMetrics;

    BatchApplier(
            VersionGuard guard,
            FactStore factStore,
            DeadLetters deadLetters,
            CatchUpTracker catchUpTracker,
            EventMetrics eventMetrics) {
        this.guard = guard;
        this.factStore = factStore;
        this.deadLetters = deadLetters;
        this.catchUpTracker = catchUpTracker;
        this.eventMetrics = eventMetrics;
    }

    /** @param changed the keys whose stored snapshot changed */
    record Applied(Batch batch, Set<String> changed) {}

    /** Reads the records as far as that needs no database. */
    <C, S> VersionGuard.Prepared<C, S> prepare(
            SnapshotProjection<C, S> projection, List<ConsumerRecord<String, byte[]>> records) {
        return guard.prepare(projection, records);
    }

    <C, S> Uni<Applied> apply(SqlConnection tx, VersionGuard.Prepared<C, S> prepared, ChangeHandler changeHandler) {
        return guard.lock(tx, prepared)
                .chain(batch -> apply(tx, prepared.projection().topic(), batch, changeHandler)
                        .map(changed -> new Applied(batch, changed)));
    }

    /** Like {@link #apply}, but fails if a record is invalid. */
    <C, S> Uni<Applied> applyValid(
            SqlConnection tx, VersionGuard.Prepared<C, S> prepared, ChangeHandler changeHandler) {
        return guard.lock(tx, prepared)
                .chain(batch -> batch.invalid().isEmpty()
                        ? apply(tx, prepared.projection().topic(), batch, changeHandler)
                                .map(changed -> new Applied(batch, changed))
                        : Uni.createFrom()
                                .<Applied>failure(batch.invalid().getFirst().why()));
    }

    /** Returns the keys whose stored snapshot changed. They are locked. */
    private Uni<Set<String>> apply(SqlConnection tx, Topic<?, ?> topic, Batch batch, ChangeHandler changeHandler) {
        Uni<Void> parked = deadLetters.park(tx, topic, batch.invalid());
        if (batch.keys().isEmpty()) {
            return parked.replaceWith(Set.of());
        }
        return parked.chain(() -> factStore.saveNewer(tx, topic, batch.newest()))
                .call(() -> batch.newest().isEmpty()
                        ? Uni.createFrom().voidItem()
                        : deadLetters.supersede(tx, topic, batch.newest(), batch.lastPerKey()))
                .chain(changed -> batch.tombstoned().isEmpty()
                        ? Uni.createFrom().item(changed)
                        : factStore
                                .delete(tx, topic, batch.tombstoned())
                                .chain(() -> deadLetters.tombstone(tx, topic, batch.tombstoned()))
                                .replaceWith(union(changed, batch.tombstoned())))
                .chain(changed -> changed.isEmpty()
                        ? Uni.createFrom().item(changed)
                        : changeHandler
                                .on(tx, changed.stream().collect(toMap(key -> key, batch.causes()::get)))
                                .replaceWith(changed));
    }

    /** Records a batch that is committed in the metrics and the log. A failure to do so changes nothing. */
    void recordOutcome(Topic<?, ?> topic, Applied applied) {
        try {
            recordOutcome(topic, applied.batch(), applied.changed());
        } catch (RuntimeException bug) {
            LOG.errorf(bug, "Could not record the metrics of a batch of %s; the batch itself is applied", topic.name());
        }
    }

    /**
     * Logs and times events only once the service has caught up: the backlog at the start would flood the log and says
     * nothing about speed.
     */
    private void recordOutcome(Topic<?, ?> topic, Batch batch, Set<String> changed) {
        List<Batch.NewEvent> applied = batch.newEvents().stream()
                .filter(event -> changed.contains(event.record().key()))
                .toList();
        int deadLettered = batch.invalid().size();
        eventMetrics.consumed(
                topic.name(), new Consumed(applied.size(), batch.size() - applied.size() - deadLettered, deadLettered));
        boolean caughtUp = catchUpTracker.isCaughtUp();
        Instant now = Instant.now();
        for (Batch.NewEvent event : applied) {
            event.applied(caughtUp);
            if (caughtUp) {
                CloudEvents.time(event.record())
                        .ifPresent(time -> eventMetrics.propagated(topic.name(), Duration.between(time, now)));
            }
        }
    }

    /** Records that one record was parked because it was refused. */
    void recordParked(Topic<?, ?> topic) {
        eventMetrics.consumed(topic.name(), new Consumed(0, 0, 1));
    }

    private static Set<String> union(Set<String> some, Set<String> others) {
        Set<String> all = new HashSet<>(some);
        all.addAll(others);
        return all;
    }
}
