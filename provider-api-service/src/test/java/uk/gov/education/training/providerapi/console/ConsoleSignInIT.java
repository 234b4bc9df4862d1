package uk.gov.education.training.providerapi.console;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import uk.gov.education.training.localstack.TestInfrastructure;
import uk.gov.education.training.platform.messaging.DatabaseMigration;
import uk.gov.education.training.platform.web.Scope;
import uk.gov.education.training.testsupport.TestTokens;

/** What signing in answers over the wire. What a browser makes of it, ConsoleIT tells. */
@QuarkusTest
@QuarkusTestResource(
        value = TestInfrastructure.class,
        initArgs = @ResourceArg(name = "database", value = "provider_api"))
class ConsoleSignInIT {

    @Inject
    DatabaseMigration databaseMigration;

    @Inject
    Pool pool;

    private Response signIn(String to) {
        return given().header("Sec-Fetch-Site", "same-origin")
                .formParam("token", TestTokens.issue(databaseMigration.ready(), pool, Scope.OPERATIONS))
                .formParam("to", to)
                .redirects()
                .follow(false)
                .post("/operations/sign-in");
    }

    @Test
    void redirectsSayNoSchemeForTheyDoNotKnowTheBrowsers() {
        Response answer = signIn("/operations/letters?status=waiting");

        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(answer.header("Location")).isEqualTo("/operations/letters?status=waiting");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"https://elsewhere.example/", "/api/docs", "/operations/a\r\nSet-Cookie: a=b", "/operations/é"})
    void signingInLeadsOnlyToTheConsole(String elsewhere) {
        assertThat(signIn(elsewhere).header("Location")).isEqualTo("/operations");
    }

    @Test
    void storiesAreRedirectedToByTheirPathAlone() {
        Response answer = given().cookie(signIn("/operations").detailedCookie("operations-session"))
                .redirects()
                .follow(false)
                .get("/operations/participants?id=fd286ec5-302b-4aeb-9769-002d3d5f614c");

        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(answer.header("Location"))
                .isEqualTo("/operations/participants/fd286ec5-302b-4aeb-9769-002d3d5f614c");
    }

    @Test
    void sessionThatBeganWithoutTlsGoesOnWithoutIt() {
        assertThat(signIn("/operations").detailedCookie("operations-session").isSecured())
                .isFalse();
    }
}
