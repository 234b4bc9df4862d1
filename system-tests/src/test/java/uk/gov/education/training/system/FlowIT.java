package uk.gov.education.training.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static uk.gov.education.training.localstack.TestTimeouts.SOON;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import org.junit.jupiter.api.Test;
import uk.gov.education.training.launcher.Demo;

/** A registration flows through all four services. */
class FlowIT {

    private final Demo demo = SystemUnderTest.demo();
    private final SchoolAndProvider schoolAndProvider = SchoolAndProvider.nth(demo, 0);
    private final RestClient operations =
            new RestClient(demo.schedules() + "/api/v1", demo.tokens().get("operations"));
    private final RestClient fundingOperations =
            new RestClient(demo.funding() + "/api/v1", demo.tokens().get("operations"));

    private JsonNode enrolment(String id) {
        return schoolAndProvider
                .provider()
                .get("/participants/" + id)
                .ok()
                .path("data")
                .path("attributes")
                .path("ecf_enrolments")
                .path(0);
    }

    private void awaitProviderSees(String id, String pointer, String value) {
        await().atMost(SOON).untilAsserted(() -> {
            RestClient.Response response = schoolAndProvider.provider().get("/participants/" + id);
            assertThat(response.status()).isEqualTo(200);
            assertThat(response.body().at("/data/attributes" + pointer).asText())
                    .isEqualTo(value);
        });
    }

    private static String idOf(RestClient.Response registered) {
        return registered.ok().path("id").asText();
    }

    @Test
    void registeredAndRenamedEctIsFoundByUpdatedSinceWithItsSchedule() {
        // Given
        String id = idOf(schoolAndProvider.registerEct(SchoolAndProvider.nextTrn(), "Priya Okafor"));
        awaitProviderSees(id, "/full_name", "Priya Okafor");
        String before = schoolAndProvider
                .provider()
                .get("/participants/" + id)
                .ok()
                .at("/data/attributes/updated_at")
                .asText();

        // When
        schoolAndProvider.rename(id, "Priya Hale").ok();

        // Then
        awaitProviderSees(id, "/full_name", "Priya Hale");
        JsonNode found = schoolAndProvider
                .provider()
                .get("/participants?filter%5Bupdated_since%5D=" + before)
                .ok()
                .path("data");
        assertThat(found).anySatisfy(participant -> {
            assertThat(participant.path("id").asText()).isEqualTo(id);
            assertThat(participant.at("/attributes/full_name").asText()).isEqualTo("Priya Hale");
            assertThat(participant
                            .at("/attributes/ecf_enrolments/0/schedule_identifier")
                            .asText())
                    .startsWith("ecf-standard-");
        });
    }

    @Test
    void mentorRegisteredForAnEctIsShownOnBothRecords() {
        String ect = idOf(schoolAndProvider.registerEct(SchoolAndProvider.nextTrn(), "Amara Field"));
        String mentor = idOf(schoolAndProvider.registerMentor(SchoolAndProvider.nextTrn(), "Tomasz Hale", ect));

        awaitProviderSees(ect, "/ecf_enrolments/0/mentor_id", mentor);
        awaitProviderSees(mentor, "/ecf_enrolments/0/participant_type", "mentor");
        await().atMost(SOON).untilAsserted(() -> assertThat(
                        enrolment(mentor).path("eligible_for_funding").asBoolean())
                .isTrue());
    }

    @Test
    void changedEmailReachesTheProvider() {
        String id = idOf(schoolAndProvider.registerEct(SchoolAndProvider.nextTrn(), "Ines Moor"));
        awaitProviderSees(id, "/full_name", "Ines Moor");

        schoolAndProvider.changeEmail(id, "ines.moor@example.org").ok();

        awaitProviderSees(id, "/ecf_enrolments/0/email", "ines.moor@example.org");
    }

    @Test
    void deferralReachesScheduleAndFunding() {
        String id = idOf(schoolAndProvider.registerEct(SchoolAndProvider.nextTrn(), "Noor Blake"));
        awaitProviderSees(id, "/full_name", "Noor Blake");

        JsonNode deferred = schoolAndProvider
                .provider()
                .put(
                        "/participants/" + id + "/defer",
                        Map.of(
                                "data",
                                Map.of(
                                        "type",
                                        "participant-defer",
                                        "attributes",
                                        Map.of("reason", "career-break", "course_identifier", "ecf-induction"))))
                .ok();

        assertThat(deferred.at("/data/attributes/ecf_enrolments/0/training_status")
                        .asText())
                .isEqualTo("deferred");
        await().atMost(SOON).untilAsserted(() -> {
            assertThat(operations.get("/participants/" + id + "/schedules").ok().toString())
                    .contains("\"deferred\"")
                    .contains("ecf-standard-");
            assertThat(fundingOperations
                            .get("/participants/" + id + "/funding")
                            .ok()
                            .toString())
                    .contains("\"deferred\"");
        });
    }
}
