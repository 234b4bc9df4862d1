package uk.gov.education.training.schedule;

import static io.restassured.RestAssured.given;
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
import uk.gov.education.training.localstack.TestInfrastructure;
import uk.gov.education.training.platform.messaging.DatabaseMigration;
import uk.gov.education.training.platform.web.Scope;
import uk.gov.education.training.testsupport.EveryResponse;
import uk.gov.education.training.testsupport.OpenApiDescription.Operation;
import uk.gov.education.training.testsupport.TestTokens;
import uk.gov.education.training.testsupport.TopicClient;

/** Checks every response of this service against its OpenAPI description. */
@QuarkusTest
@QuarkusTestResource(
        value = TestInfrastructure.class,
        initArgs = @ResourceArg(name = "database", value = "schedule_service_it"))
class EveryResponseIT extends EveryResponse {

    private static final UUID AMARA = UUID.randomUUID();

    @Inject
    DatabaseMigration databaseMigration;

    @Inject
    Pool pool;

    private TopicClient topics;
    private String operations;
    private String support;

    @BeforeEach
    void prepare() {
        topics = TopicClient.ofServiceUnderTest();
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> given().get("/q/health/ready").then().statusCode(200));
        operations = TestTokens.issue(databaseMigration.ready(), pool, Scope.OPERATIONS);
        support = TestTokens.issue(databaseMigration.ready(), pool, Scope.SUPPORT);
        topics.publishRaw("participant-changes", AMARA.toString(), Map.of(), new byte[] {'{'});
    }

    @AfterEach
    void close() {
        topics.close();
    }

    @Override
    protected int port() {
        return RestAssured.port;
    }

    @Override
    protected String token(Operation operation) {
        return operation.path().contains("/contract-periods") ? support : operations;
    }

    @Override
    protected Map<String, List<String>> known() {
        return Map.of("year", List.of("2025", "2026", "2024", "2019"), "id", List.of(AMARA.toString()));
    }
}
