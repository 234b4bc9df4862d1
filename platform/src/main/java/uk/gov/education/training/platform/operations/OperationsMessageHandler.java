package uk.gov.education.training.platform.operations;

import static java.util.stream.Collectors.toMap;
import static uk.gov.education.training.events.Topics.OPERATIONS_ACTIVITY;
import static uk.gov.education.training.events.Topics.OPERATIONS_ALERTS;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import uk.gov.education.training.events.Activity;
import uk.gov.education.training.events.ActivityChange;
import uk.gov.education.training.events.Alert;
import uk.gov.education.training.events.AlertChange;
import uk.gov.education.training.events.Message;
import uk.gov.education.training.events.Topic;
import uk.gov.education.training.platform.messaging.CloudEvents;
import uk.gov.education.training.platform.messaging.InvalidRecord;
import uk.gov.education.training.platform.observability.RedactedErrors;
import uk.gov.education.training.platform.operations.domain.InstanceRegistry;
import uk.gov.education.training.platform.operations.domain.InstanceView;

/**
 * Keeps the instances and alerts that were received on the operations topics, and fires each message as a CDI event.
 */
@ApplicationScoped
public class OperationsMessageHandler {

    static final Duration HISTORY = Duration.ofHours(1);

    private static final Logger LOG = Logger.getLogger(OperationsMessageHandler.class);
    private static final Duration WARNING_INTERVAL = Duration.ofSeconds(30);

    private final Event<ActivityReceived> activityReceived;
    private final Event<AlertReceived> alertReceived;
    private final InstanceRegistry instanceRegistry;
    private final Map<String, Message<AlertChange, Alert>> alerts = new ConcurrentHashMap<>();
    private final Map<String, Counter> unusable;
    private Instant warnedAt = Instant.EPOCH;

    OperationsMessageHandler(
            Event<ActivityReceived> activityReceived,
            Event<AlertReceived> alertReceived,
            MeterRegistry metrics,
            @ConfigProperty(name = "training.alerts.unresponsive-after", defaultValue = "12500ms")
                    Duration unresponsiveAfter) {
        this.activityReceived = activityReceived;
        this.alertReceived = alertReceived;
        this.instanceRegistry = new InstanceRegistry(unresponsiveAfter);
        this.unusable = Stream.of(OPERATIONS_ACTIVITY, OPERATIONS_ALERTS)
                .collect(toMap(Topic::name, topic -> Counter.builder("operations.messages.unusable")
                        .description("Operations messages that break the contract")
                        .tag("topic", topic.name())
                        .register(metrics)));
    }

    /** Whether all messages from before this instance's start have been received. */
    public boolean hasCaughtUp() {
        synchronized (instanceRegistry) {
            return instanceRegistry.isReading();
        }
    }

    /** All instances that have reported, in order of service and name. */
    public List<InstanceView> instances() {
        synchronized (instanceRegistry) {
            return instanceRegistry.all();
        }
    }

    List<InstanceView> instances(Activity own, Instant now) {
        synchronized (instanceRegistry) {
            return instanceRegistry.all(own, now);
        }
    }

    /** The latest message about each condition, by key. */
    public Map<String, Message<AlertChange, Alert>> alerts() {
        return Map.copyOf(alerts);
    }

    /** Notes that every message published before this moment has been received. */
    void readUpTo(Instant until) {
        synchronized (instanceRegistry) {
            instanceRegistry.readUpTo(until);
        }
    }

    /**
     * Applies a record, or skips it if it can't be used.
     *
     * @param live whether the record was published after this instance started to read
     */
    void receive(ConsumerRecord<String, byte[]> record, boolean live) {
        Instant now = Instant.now();
        try {
            if (record.topic().equals(OPERATIONS_ACTIVITY.name())) {
                receiveActivity(record, live, now);
            } else {
                receiveAlert(record, now);
            }
        } catch (InvalidRecord invalid) {
            skip(record, invalid.reason(), now);
        } catch (RuntimeException | StackOverflowError bug) {
            skip(record, RedactedErrors.inShort(bug), now);
        }
    }

    private void receiveActivity(ConsumerRecord<String, byte[]> record, boolean live, Instant now)
            throws InvalidRecord {
        Instant written = CloudEvents.writtenAt(record);
        Instant publishedAt = written.isAfter(now) ? now : written;
        Instant receivedAt = live ? now : publishedAt;
        Message<ActivityChange, Activity> message;
        try {
            message = OperationsMessageValidator.read(OPERATIONS_ACTIVITY, record, now);
        } catch (InvalidRecord invalid) {
            if (record.key() != null) {
                synchronized (instanceRegistry) {
                    instanceRegistry.receivedUnreadable(record.key(), receivedAt);
                }
            }
            throw invalid;
        }
        boolean accepted;
        synchronized (instanceRegistry) {
            accepted = instanceRegistry.received(message.snapshot(), receivedAt);
        }
        if (!accepted) {
            skip(record, "too many instances", now);
        } else if (publishedAt.isAfter(now.minus(HISTORY))) {
            fire(activityReceived, new ActivityReceived(message, publishedAt));
        }
    }

    /**
     * The last record about a condition counts, whatever its version: a forged high version must not block later ones.
     */
    private void receiveAlert(ConsumerRecord<String, byte[]> record, Instant now) throws InvalidRecord {
        if (record.value() == null) {
            CloudEvents.requireKey(OPERATIONS_ALERTS, record.key());
            alerts.remove(record.key());
            return;
        }
        Message<AlertChange, Alert> message = OperationsMessageValidator.read(OPERATIONS_ALERTS, record, now);
        Message<AlertChange, Alert> last = alerts.put(record.key(), message);
        if (last == null || !last.snapshot().equals(message.snapshot())) {
            fire(alertReceived, new AlertReceived(message, CloudEvents.writtenAt(record)));
        }
    }

    /** Counts the record, and logs at most one in 30 seconds, without its content. */
    private void skip(ConsumerRecord<String, byte[]> record, String reason, Instant now) {
        unusable.get(record.topic()).increment();
        if (now.isAfter(warnedAt.plus(WARNING_INTERVAL))) {
            warnedAt = now;
            LOG.warnf(
                    "Skipped an invalid operations message: %s-%d@%d reason=%s; the next 30 s of these are only counted",
                    record.topic(), record.partition(), record.offset(), reason);
        }
    }

    private static <T> void fire(Event<T> event, T received) {
        try {
            event.fire(received);
        } catch (RuntimeException bug) {
            LOG.error("An operations observer failed, continuing with the next message", bug);
        }
    }
}
