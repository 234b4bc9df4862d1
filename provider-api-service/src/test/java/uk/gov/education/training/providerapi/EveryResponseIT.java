package uk.gov.education.training.providerapi;

import static io.restassured.RestAssured.given;
import static java.util.stream.Collectors.toMap;
import static org.awaitility.Awaitility.await;
import static uk.gov.education.training.localstack.TestTimeouts.SOON;
import static uk.gov.education.training.testsupport.ContractPeriodFixtures.contractPeriod;

import io.restassured.RestAssured;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import uk.gov.education.training.events.DeliveryPartner;
import uk.gov.education.training.events.DeliveryPartner.Pairing;
import uk.gov.education.training.events.Partnership;
import uk.gov.education.training.events.School;
import uk.gov.education.training.events.Topics;
import uk.gov.education.training.platform.web.Scope;
import uk.gov.education.training.providerapi.testing.ContractCheck;
import uk.gov.education.training.testsupport.EveryResponse;
import uk.gov.education.training.testsupport.OpenApiDescription.Operation;
import uk.gov.education.training.testsupport.RawHttp.Response;
import uk.gov.education.training.testsupport.ServiceIT;
import uk.gov.education.training.testsupport.TestTokens;
import uk.gov.education.training.testsupport.TopicClient;

/** Checks every response of this service against its API description. */
@ServiceIT
class EveryResponseIT extends EveryResponse {

    private static final int EACH_TOKEN = 300;

    private final UUID amber = UUID.randomUUID();
    private final UUID priya = UUID.randomUUID();
    private final School oakfield = ReferenceTopics.school(ReferenceTopics.urn(), true);
    private final DeliveryPartner harbour =
            ReferenceTopics.deliveryPartner("Harbour " + amber, new Pairing(amber, 2031));
    private final Partnership partnership = ReferenceTopics.partnership(amber, oakfield, 2031, harbour.id());

    @AutoClose
    private final TopicClient topics = TopicClient.ofServiceUnderTest();

    private String provider;
    private String operations;
    private String support;
    private int asked;

    @BeforeEach
    void register() {
        provider = TestTokens.issue(Scope.LEAD_PROVIDER, amber);
        operations = TestTokens.issue(Scope.OPERATIONS);
        support = TestTokens.issue(Scope.SUPPORT);
        UUID training = UUID.randomUUID();
        topics.publish(Topics.SCHEDULE_ASSIGNMENTS, priya.toString(), OakfieldFixtures.scheduled(priya, 1, training));
        topics.publish(
                Topics.PARTICIPANT_CHANGES,
                priya.toString(),
                OakfieldFixtures.registered(1, OakfieldFixtures.ect(priya, amber, training, "Priya Okafor")));
        ReferenceTopics reference = new ReferenceTopics(topics);
        Stream.of(contractPeriod(2031), oakfield, harbour, partnership).forEach(reference::publish);
        Stream.of(
                        "participants/" + priya,
                        "partnerships/" + partnership.id(),
                        "schools/" + oakfield.id() + "?filter%5Bcohort%5D=2031",
                        "delivery-partners/" + harbour.id())
                .forEach(this::awaitShown);
        topics.publishRaw("participant-changes", UUID.randomUUID().toString(), Map.of(), new byte[] {'{'});
    }

    private void awaitShown(String record) {
        await().atMost(SOON)
                .until(() -> given().auth()
                                .oauth2(provider)
                                .urlEncodingEnabled(false)
                                .get("/api/v3/" + record)
                                .statusCode()
                        == 200);
    }

    @Override
    protected int port() {
        return RestAssured.port;
    }

    /** Issues a token for each request, because rate limits are not under test here. */
    @Override
    protected String token(Operation operation) {
        if (operation.path().startsWith("/api/v3/")) {
            if (asked++ % EACH_TOKEN == 0) {
                provider = TestTokens.issue(Scope.LEAD_PROVIDER, amber);
            }
            return provider;
        }
        return operation.path().contains("/lead-providers/") ? support : operations;
    }

    /** Checks the contract file itself, not the part of the generated description: lead providers use the file. */
    @Override
    protected List<String> problems(Operation operation, Response response) {
        return operation.path().startsWith("/api/v3/")
                ? ContractCheck.problems(
                        operation.method(),
                        operation.path().replace("{id}", priya.toString()),
                        new ContractCheck.Response(
                                response.status(),
                                response.headers().entrySet().stream()
                                        .collect(toMap(Map.Entry::getKey, header -> List.of(header.getValue()))),
                                response.body()))
                : super.problems(operation, response);
    }

    @Override
    protected Map<String, List<String>> known() {
        return Map.of(
                "lead_provider_id", List.of(amber.toString()),
                "cohort", List.of("2025", "2031"),
                "urn", List.of(oakfield.urn()),
                "delivery_partner_id", List.of(harbour.id().toString()),
                "reason", List.of("other", "moved-school", "parental-leave"),
                "participant_id", List.of(priya.toString()),
                "declaration_date", List.of("2025-10-06T09:00:00Z"),
                "id",
                        List.of(
                                priya.toString(),
                                oakfield.id().toString(),
                                partnership.id().toString(),
                                harbour.id().toString()));
    }
}
