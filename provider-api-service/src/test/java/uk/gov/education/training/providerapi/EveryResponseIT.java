package uk.gov.education.training.providerapi;

import static io.restassured.RestAssured.given;
import static java.util.stream.Collectors.toMap;
import static org.awaitility.Awaitility.await;
import static uk.gov.education.training.localstack.TestTimeouts.SOON;

import io.restassured.RestAssured;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
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
        await().atMost(SOON)
                .until(() -> given().auth()
                                .oauth2(provider)
                                .get("/api/v3/participants/" + priya)
                                .statusCode()
                        == 200);
        topics.publishRaw("participant-changes", UUID.randomUUID().toString(), Map.of(), new byte[] {'{'});
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
                "cohort", List.of("2025", "2024"),
                "reason", List.of("other", "moved-school", "parental-leave"),
                "participant_id", List.of(priya.toString()),
                "declaration_date", List.of("2025-10-06T09:00:00Z"),
                "id", List.of(priya.toString()));
    }
}
