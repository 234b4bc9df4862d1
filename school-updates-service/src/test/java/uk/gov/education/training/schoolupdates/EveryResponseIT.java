package uk.gov.education.training.schoolupdates;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
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
        initArgs = @ResourceArg(name = "database", value = "school_updates"))
class EveryResponseIT extends EveryResponse {

    @Inject
    DatabaseMigration databaseMigration;

    @Inject
    Pool pool;

    @Inject
    SchoolUpdates service;

    private String ect;
    private String mentor;
    private String operations;

    @BeforeEach
    void register() {
        service.prepare();
        operations = TestTokens.issue(databaseMigration.ready(), pool, Scope.OPERATIONS);
        ect = service.newEct();
        mentor = service.newMentorOf(ect);
    }

    @Override
    protected int port() {
        return RestAssured.port;
    }

    @Override
    protected String token(Operation operation) {
        String path = operation.path();
        if (path.matches(".*/(dead-letters|rebuilds|checks|audit-log|republications|skips).*")) {
            return operations;
        }
        if (path.matches(".*/lead-providers/[^/]*/partnerships.*")) {
            return service.token(Scope.SERVICE);
        }
        if (path.matches(".*/schools/[^/]*/(ects|mentors|participants).*")) {
            return service.token(Scope.SCHOOL);
        }
        return service.token(path.contains("/induction-periods") ? Scope.APPROPRIATE_BODY : Scope.SUPPORT);
    }

    @Override
    protected Map<String, List<String>> known() {
        return Map.of(
                "urn", List.of(SchoolUpdates.SCHOOL),
                "school_urn", List.of(SchoolUpdates.SCHOOL, SchoolUpdates.OTHER_SCHOOL),
                "lead_provider_id", List.of(SchoolUpdates.LEAD_PROVIDER.toString()),
                "delivery_partner_id", List.of(SchoolUpdates.DELIVERY_PARTNER.toString()),
                "cohort", List.of("2025"),
                "ect_id", List.of(ect),
                "mentor_id", List.of(mentor),
                "into", List.of(mentor),
                "id", List.of(ect, mentor));
    }
}
