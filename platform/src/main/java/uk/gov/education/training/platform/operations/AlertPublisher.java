package uk.gov.education.training.platform.operations;

import static uk.gov.education.training.events.Topics.OPERATIONS_ALERTS;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.events.Activity;
import uk.gov.education.training.events.Alert;
import uk.gov.education.training.events.Alert.Condition;
import uk.gov.education.training.events.AlertChange;
import uk.gov.education.training.events.Message;
import uk.gov.education.training.events.Versions;
import uk.gov.education.training.platform.operations.domain.Alerts;
import uk.gov.education.training.platform.operations.domain.Alerts.AlertUpdate;
import uk.gov.education.training.platform.operations.domain.InstanceView;

/**
 * Derives alerts from the activity of all instances, shows them in {@link OperationsState} and publishes the changes
 * that are this instance's to publish.
 */
@ApplicationScoped
class AlertPublisher {

    private static final Logger LOG = Logger.getLogger(AlertPublisher.class);

    private final ThisInstance instance;
    private final BrokerMonitor brokerMonitor;
    private final OperationsMessageHandler received;
    private final OperationsState operationsState;
    private final OperationsPublisher operationsPublisher;
    // Published by this instance and not received back yet.
    private final Map<String, Message<AlertChange, Alert>> pending = new ConcurrentHashMap<>();
    private boolean publishing;

    AlertPublisher(
            ThisInstance instance,
            BrokerMonitor brokerMonitor,
            OperationsMessageHandler received,
            OperationsState operationsState,
            OperationsPublisher operationsPublisher,
            MeterRegistry metrics) {
        this.instance = instance;
        this.brokerMonitor = brokerMonitor;
        this.received = received;
        this.operationsState = operationsState;
        this.operationsPublisher = operationsPublisher;
        for (Condition condition : Condition.values()) {
            Gauge.builder("alerts.raised", this, self -> self.isRaised(condition) ? 1 : 0)
                    .description("Whether an alert about this service is raised")
                    .tag("condition", Alert.name(condition))
                    .register(metrics);
        }
    }

    private boolean isRaised(Condition condition) {
        return operationsState.alerts().stream()
                .anyMatch(alert -> alert.service().equals(instance.service()) && alert.condition() == condition);
    }

    /** Shows the newest state on this instance at once, and returns the updates to publish. */
    List<AlertUpdate> update(Activity own, Instant now) {
        if (publishing != received.hasCaughtUp()) {
            // Nothing was published before, and the alerts on the topic are known only now.
            publishing = true;
            pending.clear();
        }
        Map<String, Message<AlertChange, Alert>> published = received.alerts();
        pending.values().removeIf(message -> isReceived(message, published.get(key(message.snapshot()))));
        Map<String, Alert> alerts = new HashMap<>();
        published.forEach((key, message) -> alerts.put(key, message.snapshot()));
        pending.forEach((key, message) -> alerts.put(key, message.snapshot()));
        boolean disconnected = brokerMonitor.isUnavailable() || !publishing;
        List<InstanceView> instances = received.instances(own, now);
        List<AlertUpdate> updates = Alerts.updates(own, instances, disconnected, alerts, now);
        for (AlertUpdate update : updates) {
            Message<AlertChange, Alert> last = pending.getOrDefault(update.key(), published.get(update.key()));
            long version = last == null ? 1 : Math.min(last.version() + 1, Versions.MOST);
            pending.put(update.key(), new Message<>(version, now, update.change(), update.alert()));
            alerts.put(update.key(), update.alert());
        }
        operationsState.update(new OperationsState.View(
                instances,
                alerts.values().stream()
                        .filter(Alert::raised)
                        .sorted(Comparator.comparing(Alert::since).thenComparing(AlertPublisher::key))
                        .toList(),
                own.conditions(),
                disconnected));
        return updates;
    }

    private static boolean isReceived(
            Message<AlertChange, Alert> message, @Nullable Message<AlertChange, Alert> newest) {
        return newest != null && newest.version() >= message.version();
    }

    private static String key(Alert alert) {
        return Alert.key(alert.service(), alert.condition());
    }

    /** Publishes updates, once the alerts that are already on the topic are known. */
    void publish(List<AlertUpdate> updates) {
        if (publishing) {
            updates.forEach(this::publish);
        }
    }

    private void publish(AlertUpdate update) {
        Message<AlertChange, Alert> message = pending.get(update.key());
        if (message == null) {
            return;
        }
        if (operationsPublisher.publish(OPERATIONS_ALERTS, update.key(), message)) {
            LOG.infof(
                    "Alert %s: %s",
                    update.key(), update.alert().raised() ? update.alert().detail() : "cleared");
        } else {
            pending.remove(update.key());
        }
    }
}
