package uk.gov.education.training.platform.messaging;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import uk.gov.education.training.events.Message;
import uk.gov.education.training.events.Partnership;
import uk.gov.education.training.events.PartnershipChange;
import uk.gov.education.training.events.PartnershipChange.PartnershipConfirmed;
import uk.gov.education.training.events.Topics;

/** The headers that a service writes are those of the contract. */
class CloudEventHeadersTest {

    private static final JsonNode API = api();

    @Test
    void headersAreThoseThatAreWritten() {
        JsonNode headers = API.at("/components/messageTraits/cloud-event/headers");
        Message<PartnershipChange, Partnership> message = new Message<>(
                1,
                Instant.parse("2025-09-01T09:00:00Z"),
                new PartnershipConfirmed(),
                new Partnership(
                        new UUID(0, 1), new UUID(0, 2), "A provider", new UUID(0, 3), "100001", 2025, Instant.EPOCH));

        Map<String, String> written = CloudEvents.write(
                        Topics.PARTNERSHIPS,
                        "key",
                        message,
                        "a-service",
                        new Cause(message.at(), "00-1-2-00", new Cause.Event("a-topic", "an-event", "a-type")),
                        message.at())
                .headers();

        assertThat(names(headers.path("properties"))).isNotEmpty().isEqualTo(new TreeSet<>(written.keySet()));
        assertThat(headers.path("required").valueStream().map(JsonNode::asText))
                .containsExactlyInAnyOrderElementsOf(written.keySet().stream()
                        .filter(header -> !header.equals("ce_causationid"))
                        .toList());
        assertThat(written).containsEntry("ce_sequence", "1");
    }

    private static Set<String> names(JsonNode object) {
        Set<String> names = new TreeSet<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static JsonNode api() {
        try (var file = requireNonNull(Topics.class.getResourceAsStream("/asyncapi.yaml"))) {
            return new YAMLMapper().readTree(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
