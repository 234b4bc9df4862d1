package uk.gov.education.training.funding;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
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

/** Checks every response of this service against its OpenAPI description. */
@QuarkusTest
@QuarkusTestResource(
        value = TestInfrastructure.class,
        initArgs = @ResourceArg(name = "database", value = "funding_service_it"))
class EveryResponseIT extends EveryResponse {

    @Inject
    DatabaseMigration databaseMigration;

    @Inject
    Pool pool;

    private Finance finance;
    private String operations;

    @BeforeEach
    void agree() {
        finance = new Finance(databaseMigration, pool);
        operations = TestTokens.issue(databaseMigration.ready(), pool, Scope.OPERATIONS);
        finance.agree(Finance.COHORT);
        finance.topics.publishRaw("participant-changes", UUID.randomUUID().toString(), Map.of(), new byte[] {'{'});
    }

    @AfterEach
    void close() {
        finance.close();
    }

    @Override
    protected int port() {
        return RestAssured.port;
    }

    @Override
    protected String token(Operation operation) {
        return operation.path().matches(".*/(dead-letters|rebuilds|checks|audit-log|republications|skips).*")
                ? operations
                : finance.financeToken;
    }

    @Override
    protected Map<String, List<String>> known() {
        return Map.of(
                "lead_provider_id", List.of(finance.leadProvider.toString()),
                "cohort", List.of("2030", "2031", "2021"),
                "contract_type", List.of("ecf", "ittecf_ectp"),
                "fee_type", List.of("output", "service"),
                "status", List.of("open", "payable", "paid"),
                "payment_type", List.of("Service credit"),
                "amount", List.of("-12.5", "100"),
                "id",
                        List.of(
                                finance.contractId(Finance.COHORT).toString(),
                                finance.statementId("2031-01").toString(),
                                finance.statementId("2031-04").toString()));
    }
}
