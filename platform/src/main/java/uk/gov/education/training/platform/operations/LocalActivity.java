package uk.gov.education.training.platform.operations;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import uk.gov.education.training.events.Activity;
import uk.gov.education.training.events.Activity.ConsumerPosition;
import uk.gov.education.training.events.Alert.Condition;
import uk.gov.education.training.platform.messaging.EventMetrics;
import uk.gov.education.training.platform.messaging.EventMetrics.Propagation;
import uk.gov.education.training.platform.operations.domain.Conditions;
import uk.gov.education.training.platform.operations.domain.Measured;
import uk.gov.education.training.platform.operations.domain.Thresholds;

/** Builds this instance's activity from its monitors. */
@ApplicationScoped
class LocalActivity {

    private static final Duration DATABASE_CHECK_INTERVAL = Duration.ofSeconds(1);

    private final ThisInstance instance;
    private final DatabaseMonitor databaseMonitor;
    private final BrokerMonitor brokerMonitor;
    private final LagMonitor lagMonitor;
    private final EventMetrics eventMetrics;
    private final Thresholds thresholds;
    private Instant databaseCheckedAt = Instant.EPOCH;

    LocalActivity(
            ThisInstance instance,
            DatabaseMonitor databaseMonitor,
            BrokerMonitor brokerMonitor,
            LagMonitor lagMonitor,
            EventMetrics eventMetrics,
            Limits limits) {
        this.instance = instance;
        this.databaseMonitor = databaseMonitor;
        this.brokerMonitor = brokerMonitor;
        this.lagMonitor = lagMonitor;
        this.eventMetrics = eventMetrics;
        this.thresholds = limits.thresholds();
    }

    /** The topics that this service reads, in order of name. */
    Stream<String> topics() {
        return lagMonitor.topics().stream().sorted();
    }

    /** The activity now. Starts the next checks of the database if they are due. */
    Activity measure(Instant now) {
        if (!now.isBefore(databaseCheckedAt.plus(DATABASE_CHECK_INTERVAL))) {
            databaseCheckedAt = now;
            databaseMonitor.check();
        }
        return activity(false);
    }

    /** The last activity of this instance. */
    Activity stopped() {
        return activity(true);
    }

    private Activity activity(boolean stopped) {
        DatabaseMonitor.Findings findings = databaseMonitor.findings();
        List<ConsumerPosition> positions = topics().map(this::position).toList();
        Measured measured = new Measured(
                databaseMonitor.isUnavailable(),
                brokerMonitor.isUnavailable(),
                findings.outbox(),
                positions,
                findings.conditions());
        return new Activity(
                instance.service(),
                instance.name(),
                instance.address(),
                instance.startedAt(),
                stopped,
                findings.outbox(),
                positions,
                findings.count(Condition.DEAD_LETTERS_WAITING),
                findings.count(Condition.SCHEDULES_UNASSIGNED),
                Conditions.of(measured, thresholds));
    }

    private ConsumerPosition position(String topic) {
        Propagation propagation = eventMetrics.propagation(topic);
        return new ConsumerPosition(
                topic,
                lagMonitor.lag(topic),
                propagation.p50Millis() == 0 ? null : (Double) propagation.p50Millis(),
                propagation.p99Millis() == 0 ? null : (Double) propagation.p99Millis());
    }
}
