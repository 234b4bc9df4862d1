package uk.gov.education.training.console;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import uk.gov.education.training.platform.web.Scope;

/** The console without Kafka and a database, and with services that answer 503 or nothing useful. */
@QuarkusTest
@QuarkusTestResource(StubServices.class)
class ConsoleWithoutServicesIT {

    private final String token = StubServices.token(Scope.OPERATIONS);

    @AfterEach
    void restore() {
        StubServices.available(true);
    }

    private Response get(String path, String presented) {
        return given().auth().oauth2(presented).get("/operations" + path);
    }

    @Test
    void overviewSaysThatKafkaIsUnreachable() {
        Response page = get("", token);

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.asString()).contains("can’t reach Kafka").contains("no report");
    }

    @Test
    void tokensCannotBeCheckedWhileNoServiceAnswers() {
        StubServices.available(false);

        Response page = get("", StubServices.token(Scope.OPERATIONS));

        assertThat(page.statusCode()).isEqualTo(503);
        assertThat(page.asString()).contains("No service can check tokens now");
    }

    @Test
    void tokenOfAnotherScopeIsRefused() {
        Response page = get("", StubServices.token(Scope.LEAD_PROVIDER));

        assertThat(page.statusCode()).isEqualTo(403);
        assertThat(page.asString()).contains("its scope is “lead-provider”");
    }

    @Test
    void errorsOfServicesAreShown() {
        Response page = get("/dead-letters/funding-service/1", token);

        assertThat(page.statusCode()).isEqualTo(404);
        assertThat(page.asString()).contains("There is none with this id.");
    }

    @Test
    void listsNameTheServicesThatDoNotAnswer() {
        for (String path : new String[] {"/dead-letters", "/reconciliation", "/interventions", "/audit-log"}) {
            Response page = get(path, token);

            assertThat(page.statusCode()).as(path).isEqualTo(200);
            assertThat(page.asString()).as(path).contains("There is none with this id.");
        }
    }

    @Test
    void consoleIsReadyWithoutKafkaAndDatabase() {
        assertThat(given().get("/q/health/ready").statusCode()).isEqualTo(200);
    }

    @Test
    void chartsAreDrawnByAScriptAndListedInTables() {
        assertThat(get("/charts", token).asString()).contains("/assets/charts.js");
        assertThat(given().get("/assets/uPlot.esm.js").statusCode()).isEqualTo(200);
        assertThat(given().get("/assets/uPlot.min.css").statusCode()).isEqualTo(200);
    }
}
