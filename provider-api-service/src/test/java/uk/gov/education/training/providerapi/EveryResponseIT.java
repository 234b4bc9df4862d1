package uk.gov.education.training.providerapi;

import static io.restassured.RestAssured.given;
import static java.util.stream.Collectors.toMap;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import uk.gov.education.training.events.Topics;
import uk.gov.education.training.localstack.TestInfrastructure;
import uk.gov.education.training.platform.messaging.DatabaseMigration;
import uk.gov.education.training.platform.web.Scope;
import uk.gov.education.training.providerapi.testing.ContractCheck;
import uk.gov.education.training.testsupport.EveryResponse;
import uk.gov.education.training.testsupport.OpenApiDescription.Operation;
import uk.gov.education.training.testsupport.RawHttp.Response;
import uk.gov.education.training.testsupport.TestTokens;
import uk.gov.education.training.testsupport.TopicClient;

/** Checks every response of this service against its API description. */
@QuarkusTest
@QuarkusTestResource(
        value = TestInfrastructure.class,
        initArgs = @ResourceArg(name = "database", value = "provider_api"))
class EveryResponseIT extends EveryResponse {

    private static final int EACH_TOKEN = 300;

    @Inject
    DatabaseMigration databaseMigration;

    @Inject
    Pool pool;

    private final UUID amber = UUID.randomUUID();
    private final UUID priya = UUID.randomUUID();
    private TopicClient topics;
    private String provider;
    private String operations;
    private String support;
    private int asked;

    @BeforeEach
    void register() {
        topics = TopicClient.ofServiceUnderTest();
        provider = TestTokens.issue(databaseMigration.ready(), pool, Scope.LEAD_PROVIDER, amber);
        operations = TestTokens.issue(databaseMigration.ready(), pool, Scope.OPERATIONS);
        support = TestTokens.issue(databaseMigration.ready(), pool, Scope.SUPPORT);
        UUID training = UUID.randomUUID();
        topics.publish(
                Topics.SCHEDULE_ASSIGNMENTS, priya.toString(), ParticipantFixtures.scheduled(priya, 1, training));
        topics.publish(
                Topics.PARTICIPANT_CHANGES,
                priya.toString(),
                ParticipantFixtures.registered(1, ParticipantFixtures.ect(priya, amber, training, "Priya Okafor")));
        await().atMost(Duration.ofSeconds(60))
                .until(() -> given().auth()
                                .oauth2(provider)
                                .get("/api/v3/participants/" + priya)
                                .statusCode()
                        == 200);
        topics.publishRaw("participant-changes", UUID.randomUUID().toString(), Map.of(), new byte[] {'{'});
    }

    @AfterEach
    void close() {
        topics.close();
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
                provider = TestTokens.issue(databaseMigration.ready(), pool, Scope.LEAD_PROVIDER, amber);
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
