package uk.gov.education.training.platform.operations;

import static uk.gov.education.training.events.Topics.OPERATIONS_ACTIVITY;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.events.Activity;
import uk.gov.education.training.events.Activity.ActiveCondition;
import uk.gov.education.training.events.ActivityChange;
import uk.gov.education.training.events.ActivityChange.ActivityReported;
import uk.gov.education.training.events.ActivityChange.ActivityReported.Consumed;
import uk.gov.education.training.events.ActivityChange.InstanceStopped;
import uk.gov.education.training.events.Message;
import uk.gov.education.training.platform.messaging.EventMetrics;
import uk.gov.education.training.platform.operations.domain.Alerts.AlertUpdate;

/**
 * Publishes this instance's activity: every ten seconds, at once when a condition starts or ends, and as a shutdown
 * message at the end. Updates the alerts at the same interval.
 */
@ApplicationScoped
class ActivityReporter {

    private static final Logger LOG = Logger.getLogger(ActivityReporter.class);
    private static final Duration INTERVAL = Duration.ofMillis(250);
    private static final Duration SHUTDOWN_TIMEOUT = Duration.ofSeconds(3);

    private final LocalActivity localActivity;
    private final EventMetrics eventMetrics;
    private final AlertPublisher alertPublisher;
    private final OperationsPublisher operationsPublisher;
    private final Duration reportInterval;
    private final CountDownLatch stop = new CountDownLatch(1);
    private Thread thread = Thread.currentThread();
    private Instant reportedAt;
    private @Nullable List<ActiveCondition> reportedConditions;
    private Map<String, EventMetrics.Consumed> consumedBefore = Map.of();
    private long publishedBefore;
    private long version;

    ActivityReporter(
            ThisInstance instance,
            LocalActivity localActivity,
            EventMetrics eventMetrics,
            AlertPublisher alertPublisher,
            OperationsPublisher operationsPublisher,
            Limits limits) {
        this.localActivity = localActivity;
        this.eventMetrics = eventMetrics;
        this.alertPublisher = alertPublisher;
        this.operationsPublisher = operationsPublisher;
        this.reportInterval = limits.reportInterval();
        this.reportedAt = instance.startedAt();
        // Starts above every version of an earlier run.
        this.version = instance.startedAt().getEpochSecond();
    }

    void onStart(@Observes StartupEvent start) {
        operationsPublisher.start();
        thread = Thread.ofPlatform().daemon().name("operations-reporter").start(this::run);
    }

    void onStop(@Observes ShutdownEvent end) throws InterruptedException {
        stop.countDown();
        thread.join(SHUTDOWN_TIMEOUT);
    }

    private void run() {
        try {
            do {
                try {
                    report(Instant.now().truncatedTo(ChronoUnit.MILLIS));
                } catch (RuntimeException bug) {
                    LOG.error("Could not publish activity, will try again", bug);
                }
            } while (!stop.await(INTERVAL.toMillis(), TimeUnit.MILLISECONDS));
            reportShutdown(Instant.now().truncatedTo(ChronoUnit.MILLIS));
            operationsPublisher.close();
        } catch (InterruptedException end) {
            Thread.currentThread().interrupt();
        }
    }

    private void report(Instant now) {
        Activity own = localActivity.measure(now);
        List<AlertUpdate> alertUpdates = alertPublisher.update(own, now);
        if (!own.conditions().equals(reportedConditions) || !now.isBefore(reportedAt.plus(reportInterval))) {
            reportActivity(own, now);
        }
        alertPublisher.publish(alertUpdates);
    }

    private void reportActivity(Activity own, Instant now) {
        Map<String, EventMetrics.Consumed> consumed = eventMetrics.consumed();
        long published = eventMetrics.published();
        List<Consumed> since = localActivity
                .topics()
                .map(topic -> since(topic, consumed.getOrDefault(topic, EventMetrics.Consumed.NONE)))
                .toList();
        double seconds = Duration.between(reportedAt, now).toMillis() / 1_000.0;
        ActivityChange change = new ActivityReported(seconds, published - publishedBefore, since);
        reportedConditions = own.conditions();
        if (operationsPublisher.publish(OPERATIONS_ACTIVITY, own.key(), new Message<>(version, now, change, own))) {
            version++;
            reportedAt = now;
            consumedBefore = consumed;
            publishedBefore = published;
        }
    }

    private Consumed since(String topic, EventMetrics.Consumed now) {
        EventMetrics.Consumed since = now.minus(consumedBefore.getOrDefault(topic, EventMetrics.Consumed.NONE));
        return new Consumed(topic, since.in(), since.applied(), since.ignored(), since.deadLettered());
    }

    private void reportShutdown(Instant now) {
        Activity last = localActivity.stopped();
        operationsPublisher.publish(
                OPERATIONS_ACTIVITY, last.key(), new Message<>(version, now, new InstanceStopped(), last));
    }
}
