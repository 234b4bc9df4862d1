package uk.gov.education.training.platform.operations;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static uk.gov.education.training.events.Topics.OPERATIONS_ACTIVITY;
import static uk.gov.education.training.events.Topics.OPERATIONS_ALERTS;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import uk.gov.education.training.events.Activity;
import uk.gov.education.training.events.ActivityChange.InstanceStopped;
import uk.gov.education.training.events.Alert;
import uk.gov.education.training.events.Alert.Condition;
import uk.gov.education.training.events.AlertChange.AlertRaised;
import uk.gov.education.training.events.Message;
import uk.gov.education.training.events.Topic;
import uk.gov.education.training.events.Versions;
import uk.gov.education.training.platform.messaging.Cause;
import uk.gov.education.training.platform.messaging.CloudEvents;
import uk.gov.education.training.platform.messaging.InvalidRecord;
import uk.gov.education.training.platform.messaging.OutboxRecord;
import uk.gov.education.training.platform.messaging.Traces;

class OperationsMessageValidatorTest {

    private static final Instant NOW = Instant.parse("2027-08-23T09:00:00Z");

    private static <C, S> ConsumerRecord<String, byte[]> record(Topic<C, S> topic, Message<C, S> message) {
        OutboxRecord event = CloudEvents.write(
                topic, topic.keyOf().apply(message.snapshot()), message, "any", new Cause(NOW, Traces.begin()), NOW);
        ConsumerRecord<String, byte[]> record = new ConsumerRecord<>(topic.name(), 0, 0, event.key(), event.body());
        event.headers().forEach((name, value) -> record.headers().add(name, value.getBytes(ISO_8859_1)));
        return record;
    }

    private static ConsumerRecord<String, byte[]> alert(String service, long version, Instant since) {
        return record(
                OPERATIONS_ALERTS,
                new Message<>(
                        version,
                        NOW,
                        new AlertRaised("Much"),
                        new Alert(service, Condition.LAG_HIGH, true, "Much", since)));
    }

    private static ConsumerRecord<String, byte[]> activity(String service, String instance, Instant startedAt) {
        return record(
                OPERATIONS_ACTIVITY,
                new Message<>(
                        1,
                        NOW,
                        new InstanceStopped(),
                        new Activity(
                                service,
                                instance,
                                "http://one",
                                startedAt,
                                true,
                                null,
                                List.of(),
                                null,
                                null,
                                List.of())));
    }

    private static void assertRefused(Topic<?, ?> topic, ConsumerRecord<String, byte[]> record) {
        assertThatThrownBy(() -> OperationsMessageValidator.read(topic, record, NOW))
                .isInstanceOf(InvalidRecord.class);
    }

    @Test
    void validMessageIsRead() throws InvalidRecord {
        assertThat(OperationsMessageValidator.read(OPERATIONS_ALERTS, alert("funding-service", 7, NOW), NOW)
                        .version())
                .isEqualTo(7);
        assertThat(OperationsMessageValidator.read(OPERATIONS_ACTIVITY, activity("funding-service", "one", NOW), NOW)
                        .snapshot()
                        .key())
                .isEqualTo("funding-service/one");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"version\": 1}",
                "{\"version\": 1, \"at\": null, \"change\": null, \"snapshot\": null}",
                "",
                "null",
                "[1]"
            })
    void incompleteMessageIsRefused(String body) {
        ConsumerRecord<String, byte[]> alert = alert("funding-service", 1, NOW);
        ConsumerRecord<String, byte[]> half =
                new ConsumerRecord<>(alert.topic(), 0, 0, alert.key(), body.getBytes(UTF_8));
        alert.headers().forEach(half.headers()::add);

        assertRefused(OPERATIONS_ALERTS, half);
    }

    @Test
    void versionAboveTheMaximumIsRefused() throws InvalidRecord {
        assertRefused(OPERATIONS_ALERTS, alert("funding-service", Long.MAX_VALUE, NOW));
        assertRefused(OPERATIONS_ALERTS, alert("funding-service", Versions.MOST + 1, NOW));
        assertThat(OperationsMessageValidator.read(OPERATIONS_ALERTS, alert("funding-service", Versions.MOST, NOW), NOW)
                        .version())
                .isEqualTo(Versions.MOST);
    }

    @Test
    void implausibleTimeIsRefused() {
        assertRefused(OPERATIONS_ALERTS, alert("funding-service", 1, Instant.parse("9999-12-31T23:59:59Z")));
        assertRefused(OPERATIONS_ALERTS, alert("funding-service", 1, Instant.parse("0001-01-01T00:00:00Z")));
        assertRefused(OPERATIONS_ACTIVITY, activity("funding-service", "one", NOW.plus(Duration.ofDays(1))));
    }

    @Test
    void unknownServiceAndInvalidInstanceNameAreRefused() {
        assertRefused(OPERATIONS_ALERTS, alert("some-service", 1, NOW));
        assertRefused(OPERATIONS_ACTIVITY, activity("some-service", "one", NOW));
        assertRefused(OPERATIONS_ACTIVITY, activity("funding-service", "x".repeat(1_000_000), NOW));
        assertRefused(OPERATIONS_ACTIVITY, activity("funding-service", "a b", NOW));
    }
}
