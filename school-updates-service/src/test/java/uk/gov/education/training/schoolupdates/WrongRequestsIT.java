package uk.gov.education.training.schoolupdates;

import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import jakarta.inject.Inject;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import uk.gov.education.training.localstack.TestInfrastructure;
import uk.gov.education.training.platform.web.Scope;

/** Requests that match no call get an error that says why. */
@QuarkusTest
@WithTestResource(
        value = TestInfrastructure.class,
        initArgs = @ResourceArg(name = "database", value = "school_updates"))
class WrongRequestsIT {

    private static final String SOMEBODY = SchoolUpdates.UNKNOWN_ID.toString();

    @Inject
    SchoolUpdates service;

    @BeforeEach
    void prepare() {
        service.prepare();
    }

    @ParameterizedTest
    @CsvSource({
        "GET, schools/100001/ects",
        "PATCH, schools/100001/mentors",
        "POST, schools/100001/participants",
        "DELETE, schools/100001/participants/ID",
        "POST, schools/100001/participants/ID/name",
        "GET, schools/100001/participants/ID/leaving",
        "DELETE, participants/ID/induction-periods",
        "GET, participants/ID/merge",
        "PUT, participants/ID",
        "DELETE, partnerships/ID",
        "DELETE, schools",
        "POST, schools/100001",
        "GET, schools/100001/merge",
        "POST, schools/100001/induction-tutor",
        "DELETE, lead-providers/ID",
        "GET, lead-providers/ID/contracts",
        "PUT, delivery-partners",
        "GET, delivery-partners/ID/retire",
        "PATCH, appropriate-bodies/ID"
    })
    void wrongMethodIsNotAnUnknownPath(String method, String path) {
        service.caller(Scope.SUPPORT)
                .request()
                .body("{}")
                .request(method, "/api/v1/" + path.replace("ID", SOMEBODY))
                .then()
                .statusCode(405)
                .contentType("application/problem+json")
                .body("status", equalTo(405))
                .body("errors", hasSize(1));
    }

    @Test
    void unknownPathIsNotFound() {
        service.caller(Scope.SUPPORT)
                .get("participants/" + SOMEBODY + "/nothing")
                .statusCode(404);
        service.caller(Scope.SUPPORT).get("nothing").statusCode(404);
    }

    @Test
    void bodyOfAnotherTypeThanJsonIsUnsupported() {
        service.school()
                .request()
                .contentType(ContentType.TEXT)
                .body("Ada")
                .post("/api/v1/schools/" + SchoolUpdates.SCHOOL + "/ects")
                .then()
                .statusCode(415)
                .contentType("application/problem+json");
    }

    @Test
    void responseOfAnotherTypeThanJsonIsNotAcceptable() {
        service.school()
                .request()
                .accept(ContentType.HTML)
                .get("/api/v1/schools/" + SchoolUpdates.SCHOOL + "/participants")
                .then()
                .statusCode(406);
    }
}
