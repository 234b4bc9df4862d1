package uk.gov.education.training.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static uk.gov.education.training.localstack.TestTimeouts.SOON;

import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import uk.gov.education.training.system.TraceCollector.Span;

/** One trace follows one school update through all four services. */
class TracesIT {

    private static final String SCHOOLS = "school-updates-service";
    private static final String SCHEDULES = "schedule-service";
    private static final String FUNDING = "funding-service";
    private static final String PROVIDERS = "provider-api-service";
    private static final String REQUEST = "POST /api/v1/schools/{urn}/ects";

    private final String trace = hexOf(2);
    private final String caller = hexOf(1);
    private final SchoolAndProvider schoolAndProvider =
            SchoolAndProvider.nth(SystemUnderTest.demo(), 3).traced("00-" + trace + "-" + caller + "-01");

    private static String hexOf(int longs) {
        return ThreadLocalRandom.current()
                .longs(longs, 1, Long.MAX_VALUE)
                .mapToObj(HexFormat.of()::toHexDigits)
                .collect(Collectors.joining());
    }

    @Test
    void oneTraceSpansTheSchoolsRequestAndTheProvidersView() {
        // When
        String trn = SchoolAndProvider.nextTrn();
        String id = schoolAndProvider
                .registerEct(trn, "Ottoline Vane")
                .ok()
                .path("id")
                .asText();

        // Then
        await().atMost(SOON).untilAsserted(() -> assertThat(steps())
                .contains(
                        SCHOOLS + ": " + REQUEST + " <- the caller",
                        SCHOOLS + ": publish participant-changes <- " + SCHOOLS + ": " + REQUEST,
                        step(SCHEDULES, "apply", "participant-changes", SCHOOLS, "publish"),
                        step(FUNDING, "apply", "participant-changes", SCHOOLS, "publish"),
                        step(PROVIDERS, "apply", "participant-changes", SCHOOLS, "publish"),
                        SCHEDULES + ": publish schedule-assignments <- " + SCHEDULES + ": apply participant-changes",
                        step(FUNDING, "apply", "schedule-assignments", SCHEDULES, "publish"),
                        step(PROVIDERS, "apply", "schedule-assignments", SCHEDULES, "publish"),
                        step(PROVIDERS, "apply", "funding-decisions", FUNDING, "publish"))
                .anyMatch(step -> step.startsWith(FUNDING + ": publish funding-decisions <- " + FUNDING)));
        List<Span> spans = SystemUnderTest.traces().of(trace);
        assertThat(spans).filteredOn(span -> span.name().startsWith("apply")).allSatisfy(span -> assertThat(
                        span.attributes())
                .containsEntry("messaging.system", "kafka")
                .containsEntry("participant.id", id)
                .containsEntry("messaging.destination.name", span.name().substring("apply ".length()))
                .containsKeys("messaging.message.id", "event.type"));
        assertThat(spans.toString()).doesNotContain(trn).doesNotContainIgnoringCase("ottoline");
    }

    private static String step(String service, String operation, String topic, String before, String operationBefore) {
        return service + ": " + operation + " " + topic + " <- " + before + ": " + operationBefore + " " + topic;
    }

    /** Each span with its parent. */
    private List<String> steps() {
        List<Span> spans = SystemUnderTest.traces().of(trace);
        return spans.stream()
                .map(span -> named(span) + " <- " + parent(span, spans))
                .toList();
    }

    private String parent(Span span, List<Span> spans) {
        return span.parent().equals(caller)
                ? "the caller"
                : spans.stream()
                        .filter(other -> other.id().equals(span.parent()))
                        .map(TracesIT::named)
                        .findFirst()
                        .orElse("nothing");
    }

    private static String named(Span span) {
        return span.service() + ": " + span.name();
    }
}
