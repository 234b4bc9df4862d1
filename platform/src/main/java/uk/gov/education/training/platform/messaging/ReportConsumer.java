package uk.gov.education.training.platform.messaging;

import io.quarkus.runtime.ShutdownEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.jboss.logging.Logger;
import uk.gov.education.training.events.Topic;
import uk.gov.education.training.platform.messaging.EventMetrics.Consumed;
import uk.gov.education.training.platform.messaging.ReportSubscription.Answered;
import uk.gov.education.training.platform.observability.RedactedErrors;

/**
 * Consumes a topic of reports. Answers each one in a transaction of its own, the reports of a key in their order, and
 * commits the offset of a poll when all of them are answered.
 *
 * <p>Waits for as long as an outage lasts. A report that fails for another reason is tried some times, and then given
 * up, so that it does not hold up the next one.
 */
@ApplicationScoped
public class ReportConsumer {

    private static final Logger LOG = Logger.getLogger(ReportConsumer.class);
    /** Half of the connections to the database, so that requests find one while reports are worked off. */
    private static final int KEYS_AT_ONCE = 8;

    private static final int ATTEMPTS = 5;
    private static final Duration TRANSACTION_TIMEOUT = Duration.ofSeconds(60);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(3);
    private static final Duration SHUTDOWN_TIMEOUT = Duration.ofSeconds(1);
    private static final int BEFORE_ITS_DEPENDENCIES = 100;

    private final DatabaseMigration databaseMigration;
    private final CatchUpTracker catchUpTracker;
    private final EventMetrics eventMetrics;
    private final InFlightBatches inFlight = new InFlightBatches();

    ReportConsumer(DatabaseMigration databaseMigration, CatchUpTracker catchUpTracker, EventMetrics eventMetrics) {
        this.databaseMigration = databaseMigration;
        this.catchUpTracker = catchUpTracker;
        this.eventMetrics = eventMetrics;
    }

    void onStop(@Observes @Priority(BEFORE_ITS_DEPENDENCIES) ShutdownEvent stop) throws InterruptedException {
        if (!inFlight.stop(SHUTDOWN_TIMEOUT)) {
            LOG.debug("Stopped in the middle of a batch; another instance will read it again");
        }
    }

    /** Consumes one poll. Completes only when every report of it is answered in the database. */
    public Uni<Void> consume(ReportSubscription subscription, ConsumerRecords<String, byte[]> polled) {
        List<ConsumerRecord<String, byte[]>> records = new ArrayList<>();
        polled.forEach(records::add);
        Uni<Void> ready = Uni.createFrom().voidItem();
        for (Topic<?, ?> topic : subscription.prerequisites()) {
            ready = ready.chain(() -> catchUpTracker.whenRead(topic));
        }
        return ready.chain(databaseMigration::ready)
                .chain(() -> inFlight.completeUnlessStopping(answerAll(subscription, records)));
    }

    private Uni<Void> answerAll(ReportSubscription subscription, List<ConsumerRecord<String, byte[]>> records) {
        return Multi.createFrom()
                .iterable(byKey(records).values())
                .onItem()
                .transformToUni(ofKey -> inOrder(subscription, ofKey))
                .merge(KEYS_AT_ONCE)
                .collect()
                .last()
                .replaceWithVoid();
    }

    /** Groups the records of a poll. Those without a key are in the group of their partition. */
    private static Map<String, List<ConsumerRecord<String, byte[]>>> byKey(
            List<ConsumerRecord<String, byte[]>> records) {
        Map<String, List<ConsumerRecord<String, byte[]>>> groups = new LinkedHashMap<>();
        for (ConsumerRecord<String, byte[]> record : records) {
            groups.computeIfAbsent(record.partition() + "/" + record.key(), key -> new ArrayList<>())
                    .add(record);
        }
        return groups;
    }

    private Uni<Void> inOrder(ReportSubscription subscription, List<ConsumerRecord<String, byte[]>> records) {
        return Multi.createFrom()
                .iterable(records)
                .onItem()
                .transformToUniAndConcatenate(
                        record -> answer(subscription, record, 1).invoke(answered -> count(subscription, answered)))
                .collect()
                .last()
                .replaceWithVoid();
    }

    private Uni<Answered> answer(ReportSubscription subscription, ConsumerRecord<String, byte[]> record, int attempt) {
        return untilNotTransient(subscription, subscription.answer(record))
                .onFailure(failure -> !inFlight.isStopping())
                .recoverWithUni(failure -> attempt < ATTEMPTS
                        ? pause(attempt).chain(() -> answer(subscription, record, attempt + 1))
                        : giveUp(subscription, record, failure));
    }

    private static Uni<Void> pause(int attempt) {
        return Uni.createFrom().voidItem().onItem().delayIt().by(FIRST_PAUSE.multipliedBy(attempt));
    }

    private Uni<Answered> giveUp(
            ReportSubscription subscription, ConsumerRecord<String, byte[]> record, Throwable failure) {
        LOG.warnf("A record of %s could not be answered: %s", record.topic(), RedactedErrors.inShort(failure));
        return untilNotTransient(subscription, subscription.giveUp(record, failure));
    }

    private Uni<Answered> untilNotTransient(ReportSubscription subscription, Uni<Answered> work) {
        return work.ifNoItem()
                .after(TRANSACTION_TIMEOUT)
                .fail()
                .onFailure(failure -> isTransient(subscription, failure))
                .invoke(failure -> LOG.warnf(
                        "Answering %s failed, retrying: %s",
                        subscription.topic().name(), RedactedErrors.inShort(failure)))
                .onFailure(failure -> isTransient(subscription, failure))
                .retry()
                .withBackOff(FIRST_PAUSE, LONGEST_PAUSE)
                .indefinitely();
    }

    private boolean isTransient(ReportSubscription subscription, Throwable failure) {
        return !inFlight.isStopping() && (FailureClassifier.isOutage(failure) || subscription.isTransient(failure));
    }

    private void count(ReportSubscription subscription, Answered answered) {
        eventMetrics.consumed(
                subscription.topic().name(),
                switch (answered) {
                    case ANSWERED -> new Consumed(1, 0, 0);
                    case IGNORED -> new Consumed(0, 1, 0);
                    case DEAD_LETTERED -> new Consumed(0, 0, 1);
                });
    }
}
