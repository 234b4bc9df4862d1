package uk.gov.education.training.platform.messaging;

import io.quarkus.runtime.ShutdownEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jboss.logging.Logger;
import uk.gov.education.training.events.Topic;
import uk.gov.education.training.platform.messaging.TopicSubscription.ChangeHandler;
import uk.gov.education.training.platform.observability.RedactedErrors;

/**
 * Applies a batch of records of one topic in one transaction. A batch that is delivered twice changes nothing the
 * second time.
 *
 * <p>Waits for as long as the database is unavailable. If a batch is refused, its records are applied one by one, and
 * only the record that fails is parked as a dead letter.
 */
@ApplicationScoped
public class FactConsumer {

    private static final Logger LOG = Logger.getLogger(FactConsumer.class);
    private static final Duration TRANSACTION_TIMEOUT = Duration.ofSeconds(60);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(3);
    private static final Duration SHUTDOWN_TIMEOUT = Duration.ofSeconds(1);
    private static final int ATTEMPTS = 5;
    private static final int BEFORE_ITS_DEPENDENCIES = 100;

    private final Transactions transactions;
    private final BatchApplier batchApplier;
    private final DeadLetters deadLetters;
    private final SkipRecords skips;
    private final DatabaseMigration databaseMigration;
    private final CatchUpTracker catchUpTracker;
    private final DryRun dryRun;
    private final InFlightBatches inFlight = new InFlightBatches();

    FactConsumer(
            Transactions transactions,
            BatchApplier batchApplier,
            DeadLetters deadLetters,
            SkipRecords skips,
            DatabaseMigration databaseMigration,
            CatchUpTracker catchUpTracker,
            DryRun dryRun) {
        this.transactions = transactions;
        this.batchApplier = batchApplier;
        this.deadLetters = deadLetters;
        this.skips = skips;
        this.databaseMigration = databaseMigration;
        this.catchUpTracker = catchUpTracker;
        this.dryRun = dryRun;
    }

    void onStop(@Observes @Priority(BEFORE_ITS_DEPENDENCIES) ShutdownEvent stop) throws InterruptedException {
        if (!inFlight.stop(SHUTDOWN_TIMEOUT)) {
            LOG.debug("Stopped in the middle of a batch; another instance will read it again");
        }
    }

    /** Consumes some records of one topic. Completes only when all of them are safe in the database. */
    Uni<Void> consume(TopicSubscription topicSubscription, List<ConsumerRecord<String, byte[]>> records) {
        return prerequisitesRead(topicSubscription)
                .chain(topicSubscription::whenReady)
                .chain(databaseMigration::ready)
                .chain(skips::whenLoaded)
                .chain(() -> inFlight.completeUnlessStopping(
                        apply(topicSubscription.projection(), records, topicSubscription.changeHandler())));
    }

    private Uni<Void> prerequisitesRead(TopicSubscription topicSubscription) {
        Uni<Void> read = Uni.createFrom().voidItem();
        for (Topic<?, ?> topic : topicSubscription.prerequisites()) {
            read = read.chain(() -> catchUpTracker.whenRead(topic));
        }
        return read;
    }

    /**
     * Applies a record in a transaction that is rolled back. Fails as consuming it would: with an
     * {@link InvalidRecord}, or, if the failure is {@link FailureClassifier#isPermanent permanent}, as the rules or the
     * database do.
     */
    public Uni<Void> dryRun(TopicSubscription topicSubscription, ConsumerRecord<String, byte[]> record) {
        var prepared = batchApplier.prepare(topicSubscription.projection(), List.of(record));
        return dryRun.run(tx -> batchApplier
                        .applyValid(tx, prepared, topicSubscription.changeHandler())
                        .replaceWith(true))
                .replaceWithVoid();
    }

    private <C, S> Uni<Void> apply(
            SnapshotProjection<C, S> projection,
            List<ConsumerRecord<String, byte[]>> records,
            ChangeHandler changeHandler) {
        if (records.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return applyTogether(projection, records, changeHandler)
                .onFailure(this::isRefused)
                .recoverWithUni(refused -> applyOneByOne(projection, records, changeHandler, refused))
                .onFailure(SkipRequests.SkipRequested.class)
                .recoverWithUni(() -> skip(projection, records, changeHandler));
    }

    private <C, S> Uni<Void> applyTogether(
            SnapshotProjection<C, S> projection,
            List<ConsumerRecord<String, byte[]>> records,
            ChangeHandler changeHandler) {
        Topic<C, S> topic = projection.topic();
        return Uni.createFrom()
                .item(() -> batchApplier.prepare(projection, records))
                .chain(prepared ->
                        retryUntilApplied(topic, records, tx -> batchApplier.apply(tx, prepared, changeHandler)))
                .invoke(applied -> batchApplier.recordOutcome(topic, applied))
                .replaceWithVoid();
    }

    private <C, S> Uni<Void> skip(
            SnapshotProjection<C, S> projection,
            List<ConsumerRecord<String, byte[]>> records,
            ChangeHandler changeHandler) {
        List<ConsumerRecord<String, byte[]>> others = skips.others(records);
        return retryWhileTransient(projection.topic(), () -> skips.skip(projection.topic(), records))
                .chain(() -> apply(projection, others, changeHandler));
    }

    private <C, S> Uni<Void> applyOneByOne(
            SnapshotProjection<C, S> projection,
            List<ConsumerRecord<String, byte[]>> records,
            ChangeHandler changeHandler,
            Throwable refused) {
        if (records.size() == 1) {
            return retryOrPark(projection, records.getFirst(), changeHandler, refused, 1);
        }
        Uni<Void> all = Uni.createFrom().voidItem();
        for (ConsumerRecord<String, byte[]> record : records) {
            all = all.chain(() -> apply(projection, List.of(record), changeHandler));
        }
        return all;
    }

    /** Parks a record that fails by itself: at once if the failure is permanent, otherwise after some attempts. */
    private <C, S> Uni<Void> retryOrPark(
            SnapshotProjection<C, S> projection,
            ConsumerRecord<String, byte[]> record,
            ChangeHandler changeHandler,
            Throwable refused,
            int attempts) {
        if (attempts == ATTEMPTS || FailureClassifier.isPermanent(refused)) {
            return park(projection.topic(), new DeadLetter(record, DeadLetter.REFUSED, refused));
        }
        LOG.warnf("Applying a record of %s failed, retrying: %s", record.topic(), RedactedErrors.inShort(refused));
        return Uni.createFrom()
                .voidItem()
                .onItem()
                .delayIt()
                .by(FIRST_PAUSE.multipliedBy(1L << attempts))
                .chain(() -> applyTogether(projection, List.of(record), changeHandler))
                .onFailure(this::isRefused)
                .recoverWithUni(again -> retryOrPark(projection, record, changeHandler, again, attempts + 1));
    }

    /** Parks without the content if the database cannot store it. */
    private Uni<Void> park(Topic<?, ?> topic, DeadLetter letter) {
        return parkWhole(topic, letter)
                .onFailure(this::isRefused)
                .recoverWithUni(() -> parkWhole(topic, letter.withoutContent()))
                .invoke(() -> batchApplier.recordParked(topic));
    }

    private Uni<Void> parkWhole(Topic<?, ?> topic, DeadLetter letter) {
        return retryUntilApplied(topic, List.of(letter.record()), tx -> deadLetters.park(tx, topic, List.of(letter)));
    }

    /** Runs one transaction, again and again during an outage, unless operations ask to skip one of the records. */
    private <T> Uni<T> retryUntilApplied(
            Topic<?, ?> topic, List<ConsumerRecord<String, byte[]>> records, Function<SqlConnection, Uni<T>> work) {
        return retryWhileTransient(
                topic,
                () -> skips.isRequestedFor(records)
                        ? Uni.createFrom().failure(new SkipRequests.SkipRequested())
                        : transactions.inTransaction(work));
    }

    private <T> Uni<T> retryWhileTransient(Topic<?, ?> topic, Supplier<Uni<T>> work) {
        return Uni.createFrom()
                .deferred(() -> work.get())
                .ifNoItem()
                .after(TRANSACTION_TIMEOUT)
                .fail()
                .onFailure(this::isTransient)
                .invoke(failure ->
                        LOG.warnf("Consuming %s failed, retrying: %s", topic.name(), RedactedErrors.inShort(failure)))
                .onFailure(this::isTransient)
                .retry()
                .withBackOff(FIRST_PAUSE, LONGEST_PAUSE)
                .indefinitely();
    }

    private boolean isTransient(Throwable failure) {
        return !inFlight.isStopping() && FailureClassifier.isOutage(failure);
    }

    /** Whether the records are to blame. During the shutdown they never are. */
    private boolean isRefused(Throwable failure) {
        return !inFlight.isStopping()
                && !FailureClassifier.isOutage(failure)
                && !(failure instanceof SkipRequests.SkipRequested);
    }
}
