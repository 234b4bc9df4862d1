package uk.gov.education.training.schedule;

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
import uk.gov.education.training.testsupport.TopicClient;

/** Checks every response of this service against its OpenAPI description. */
@ServiceIT
class EveryResponseIT extends EveryResponse {

    private static final UUID AMARA = UUID.randomUUID();

    @AutoClose
    private final TopicClient topics = TopicClient.ofServiceUnderTest();

    private String operations;
    private String support;

    @BeforeEach
    void prepare() {
        operations = TestTokens.issue(Scope.OPERATIONS);
        support = TestTokens.issue(Scope.SUPPORT);
        topics.publishRaw("participant-changes", AMARA.toString(), Map.of(), new byte[] {'{'});
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
