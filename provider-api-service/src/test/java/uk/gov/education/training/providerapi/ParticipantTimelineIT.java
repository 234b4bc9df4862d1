package uk.gov.education.training.providerapi;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static uk.gov.education.training.localstack.TestTimeouts.SOON;

import io.restassured.path.json.JsonPath;
import java.util.UUID;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import uk.gov.education.training.events.Topics;
import uk.gov.education.training.platform.web.Scope;
import uk.gov.education.training.testsupport.ServiceIT;
import uk.gov.education.training.testsupport.TestTokens;
import uk.gov.education.training.testsupport.TopicClient;

@ServiceIT
class ParticipantTimelineIT {

    private final UUID participant = UUID.randomUUID();
    private final UUID training = UUID.randomUUID();
    private final UUID leadProvider = UUID.randomUUID();

    @AutoClose
    private final TopicClient topics = TopicClient.ofServiceUnderTest();

    @BeforeEach
    void register() {
        topics.publish(
                Topics.PARTICIPANT_CHANGES,
                participant.toString(),
                OakfieldFixtures.registered(1, OakfieldFixtures.ect(participant, leadProvider, training, "Tim Line")));
        topics.publish(
                Topics.SCHEDULE_ASSIGNMENTS,
                participant.toString(),
                OakfieldFixtures.scheduled(participant, 1, training));
    }

    private int status(String scope) {
        return given().auth()
                .oauth2(TestTokens.issue(scope))
                .get("/api/v1/participants/" + participant + "/timeline")
                .statusCode();
    }

    private JsonPath timeline(UUID id) {
        return given().auth()
                .oauth2(TestTokens.issue(Scope.OPERATIONS))
                .get("/api/v1/participants/" + id + "/timeline")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    @Test
    void timelineHasTheParticipantsEventsInOrder() {
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(timeline(participant).getList("data.events.type", String.class))
                        .containsExactly("ect-registered", "schedule-assigned"));
        JsonPath timeline = timeline(participant);
        assertThat(timeline.getString("data.participant_id")).isEqualTo(participant.toString());
        assertThat(timeline.getBoolean("data.complete")).isTrue();
        assertThat(timeline.getString("data.events[0].topic")).isEqualTo("participant-changes");
        assertThat(timeline.getString("data.events[0].effect")).isEqualTo("applied");
        // A lead provider sees a participant once the training has a schedule.
        assertThat(timeline.getList("data.events[0].documents")).isEmpty();
        assertThat(timeline.getString("data.events[1].documents[0].lead_provider_id"))
                .isEqualTo(leadProvider.toString());
        assertThat(timeline.getString("data.events[1].documents[0].change")).isEqualTo("added");
    }

    @Test
    void unknownParticipantHasAnEmptyTimeline() {
        assertThat(timeline(UUID.randomUUID()).getList("data.events")).isEmpty();
    }

    @Test
    void onlyOperationsCanReadATimeline() {
        assertThat(status(Scope.OPERATIONS)).isEqualTo(200);
        assertThat(status(Scope.SUPPORT)).isEqualTo(403);
    }
}
