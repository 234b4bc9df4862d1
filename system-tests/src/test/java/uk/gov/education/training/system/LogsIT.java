package uk.gov.education.training.system;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static uk.gov.education.training.localstack.TestTimeouts.SOON;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.net.URLEncoder;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import uk.gov.education.training.events.Topics;
import uk.gov.education.training.launcher.Demo;
import uk.gov.education.training.launcher.Service;
import uk.gov.education.training.testsupport.TopicClient;

/** The logs of all four services have ids and no personal data. */
class LogsIT {

    private static final JsonMapper JSON = new JsonMapper();
    private static final Pattern EMAIL = Pattern.compile("[\\w.+-]+@[\\w-]+\\.\\w");
    private static final List<String> REQUIRED_FIELDS =
            List.of("timestamp", "level", "logger", "message", "service", "instance");

    private final Demo demo = SystemUnderTest.demo();
    private final SchoolAndProvider schoolAndProvider = SchoolAndProvider.nth(demo, 4);

    @Test
    void logsHaveTheIdsOfAnUpdateAndNoPersonalData() {
        // Given accepted requests
        String trn = SchoolAndProvider.nextTrn();
        String id = schoolAndProvider
                .registerEct(trn, "Zebedee Quartermain")
                .ok()
                .path("id")
                .asText();
        schoolAndProvider.rename(id, "Zebedee Quillfeather").ok();
        schoolAndProvider.changeEmail(id, "quillfeather@amberlow.example").ok();
        // and refused or unreadable ones that contain personal data
        schoolAndProvider.registerEct(trn, "Zebedee Quartermain");
        schoolAndProvider
                .school()
                .postText(
                        "/schools/" + schoolAndProvider.urn() + "/ects",
                        "{\"full_name\": Quartermain, \"trn\": " + trn);
        schoolAndProvider
                .school()
                .post(
                        "/schools/" + schoolAndProvider.urn() + "/ects",
                        Map.of("started_on", "Quartermain", "trn", Map.of("Quartermain", trn)));
        schoolAndProvider.school().get("/schools/Quartermain/participants/" + trn);
        schoolAndProvider
                .provider()
                .get("/participants?filter%5Bupdated_since%5D="
                        + URLEncoder.encode("quillfeather@amberlow.example", UTF_8));
        poison(id, "Quartermain", trn);

        // Then
        await().atMost(SOON).untilAsserted(() -> {
            String event = eventId("events.published", Service.SCHOOL_UPDATES, id, "name-changed");
            assertThat(eventId("events.applied", Service.PROVIDER_API, id, "name-changed"))
                    .isEqualTo(event);
            String registered = eventId("events.published", Service.SCHOOL_UPDATES, id, "ect-registered");
            for (Service consumer : List.of(Service.SCHEDULE, Service.FUNDING, Service.PROVIDER_API)) {
                assertThat(eventId("events.applied", consumer, id, "ect-registered"))
                        .isEqualTo(registered);
            }
            assertThat(lines(Service.FUNDING))
                    .filteredOn(line -> line.contains(id))
                    .map(LogsIT::parsed)
                    .filteredOn(line -> line.path("logger").asText().equals("events.parked"))
                    .hasSizeGreaterThanOrEqualTo(3)
                    .allSatisfy(line ->
                            assertThat(line.path("participantId").asText()).isEqualTo(id));
        });
        for (Service service : Service.values()) {
            lines(service).forEach(line -> {
                JsonNode fields = parsed(line);
                REQUIRED_FIELDS.forEach(field ->
                        assertThat(fields.path(field).asText()).as(field).isNotEmpty());
                assertThat(fields.path("service").asText()).isEqualTo(service.module());
                assertThat(line)
                        .doesNotContainPattern(number(trn))
                        .doesNotContainIgnoringCase("zebedee")
                        .doesNotContainIgnoringCase("quartermain")
                        .doesNotContainIgnoringCase("quillfeather")
                        .doesNotContainPattern(EMAIL)
                        .doesNotContain(tokens());
            });
        }
    }

    /** Matches the number, but not inside an id or a fraction of a second. */
    private static String number(String digits) {
        return "(?<![0-9a-f.])" + digits + "(?![0-9a-fZ])";
    }

    private void poison(String id, String name, String trn) {
        Map<String, String> renamed = Map.of("ce_type", "uk.gov.education.training.name-changed.v1");
        try (var topics = new TopicClient(demo.kafka())) {
            Stream.of(
                            "{\"full_name\": " + name + "}",
                            "{\"version\": \"" + name + "\", \"at\": \"" + trn + "\", \"" + name + "\": 1}",
                            name + " " + trn)
                    .forEach(body ->
                            topics.publishRaw(Topics.PARTICIPANT_CHANGES_NAME, id, renamed, body.getBytes(UTF_8)));
        }
    }

    /** The event id of the one log line about a change. The line also has the participant, type and trace. */
    private static String eventId(String logger, Service service, String participant, String change) {
        List<JsonNode> found = lines(service).stream()
                .filter(line -> line.contains(participant) && line.contains(change + ".v1"))
                .map(LogsIT::parsed)
                .filter(line -> line.path("logger").asText().equals(logger))
                .toList();
        assertThat(found).as("%s of %s by %s", logger, change, service).hasSize(1);
        JsonNode line = found.getFirst();
        assertThat(line.path("level").asText()).isEqualTo("INFO");
        assertThat(line.path("participantId").asText()).isEqualTo(participant);
        assertThat(line.path("topic").asText()).isEqualTo(Topics.PARTICIPANT_CHANGES_NAME);
        assertThat(line.path("eventType").asText()).isEqualTo("uk.gov.education.training." + change + ".v1");
        assertThat(line.path("traceId").asText()).hasSize(32);
        assertThat(line.path("spanId").asText()).hasSize(16);
        return line.path("eventId").asText();
    }

    /** The JSON lines. The JVM itself writes plain warnings before the service starts. */
    private static List<String> lines(Service service) {
        return SystemUnderTest.logs().get(service).stream()
                .filter(line -> !line.startsWith("WARNING: ") && !line.startsWith("OpenJDK "))
                .toList();
    }

    private static JsonNode parsed(String line) {
        try {
            return JSON.readTree(line);
        } catch (JsonProcessingException e) {
            throw new AssertionError("Not JSON: " + line, e);
        }
    }

    private String[] tokens() {
        return Stream.concat(
                        demo.tokens().values().stream(),
                        demo.leadProviders().stream().map(Demo.LeadProvider::token))
                .toArray(String[]::new);
    }
}
