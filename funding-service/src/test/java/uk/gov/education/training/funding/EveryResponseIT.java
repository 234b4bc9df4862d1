package uk.gov.education.training.funding;

import io.restassured.RestAssured;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import uk.gov.education.training.platform.web.Scope;
import uk.gov.education.training.testsupport.EveryResponse;
import uk.gov.education.training.testsupport.OpenApiDescription.Operation;
import uk.gov.education.training.testsupport.ServiceIT;
import uk.gov.education.training.testsupport.TestTokens;

/** Checks every response of this service against its OpenAPI description. */
@ServiceIT
class EveryResponseIT extends EveryResponse {

    @AutoClose
    private Finance finance;

    private String operations;

    @BeforeEach
    void agree() {
        finance = new Finance();
        operations = TestTokens.issue(Scope.OPERATIONS);
        finance.agree(Finance.COHORT);
        finance.topics.publishRaw("participant-changes", UUID.randomUUID().toString(), Map.of(), new byte[] {'{'});
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
