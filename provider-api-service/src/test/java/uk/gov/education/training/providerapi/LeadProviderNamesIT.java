package uk.gov.education.training.providerapi;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static uk.gov.education.training.localstack.TestTimeouts.SOON;
import static uk.gov.education.training.providerapi.ReferenceTopics.partnership;
import static uk.gov.education.training.providerapi.ReferenceTopics.school;
import static uk.gov.education.training.providerapi.ReferenceTopics.urn;

import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import uk.gov.education.training.events.Participant;
import uk.gov.education.training.events.Participant.Training;
import uk.gov.education.training.events.Topics;
import uk.gov.education.training.platform.web.Scope;
import uk.gov.education.training.testsupport.ServiceIT;
import uk.gov.education.training.testsupport.TestTokens;
import uk.gov.education.training.testsupport.TopicClient;

/** Priya moves from Amber to Bracken. Both see each other's names, as DfE keeps them. */
@ServiceIT
class LeadProviderNamesIT {

    @Inject
    Pool pool;

    private final UUID amber = UUID.randomUUID();
    private final UUID bracken = UUID.randomUUID();
    private final UUID priya = UUID.randomUUID();

    @AutoClose
    private final TopicClient topics = TopicClient.ofServiceUnderTest();

    private final ReferenceTopics reference = new ReferenceTopics(topics);
    private String token;

    @BeforeEach
    void registerMove() {
        token = TestTokens.issue(Scope.LEAD_PROVIDER, amber);
        Participant moved = OakfieldFixtures.moved(
                OakfieldFixtures.ect(priya, amber, UUID.randomUUID(), "Priya Okafor"),
                LocalDate.parse("2026-03-31"),
                bracken,
                UUID.randomUUID());
        topics.publish(
                Topics.SCHEDULE_ASSIGNMENTS,
                priya.toString(),
                OakfieldFixtures.scheduled(
                        priya, 2, moved.trainings().stream().map(Training::id).toArray(UUID[]::new)));
        reference.publish(moved);
        awaitName(null);
    }

    private void awaitName(@Nullable String name) {
        await().atMost(SOON).untilAsserted(() -> {
            var response = given().auth().oauth2(token).get("/api/v3/participants/{id}/transfers", priya);
            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(response.jsonPath().getString("data.attributes.transfers[0].joining.provider"))
                    .isEqualTo(name);
        });
    }

    @Test
    void renamedLeadProviderIsShownWithItsNewName() {
        reference.publish(bracken, "Bracken Training");
        awaitName("Bracken Training");

        reference.publish(bracken, "Bracken Learning");

        awaitName("Bracken Learning");
    }

    @Test
    void partnershipNamesALeadProviderUntilItIsAdded() {
        reference.publish(partnership(bracken, school(urn(), true), 2031, UUID.randomUUID()));
        awaitName("Lead provider " + bracken);

        reference.publish(bracken, "Bracken Training");
        awaitName("Bracken Training");

        reference.remove(Topics.LEAD_PROVIDERS, bracken);
        awaitName("Lead provider " + bracken);
    }
}
