package uk.gov.education.training.console;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import uk.gov.education.training.platform.web.Scope;

/** The HTTP responses of signing in. ConsoleIT tests it in a browser. */
@QuarkusTest
@QuarkusTestResource(StubServices.class)
class ConsoleSignInIT {

    private Response signIn(String to) {
        return given().header("Sec-Fetch-Site", "same-origin")
                .formParam("token", StubServices.token(Scope.OPERATIONS))
                .formParam("to", to)
                .redirects()
                .follow(false)
                .post("/operations/sign-in");
    }

    @Test
    void redirectsHaveNoScheme() {
        Response response = signIn("/operations/dead-letters?status=waiting");

        assertThat(response.statusCode()).isEqualTo(303);
        assertThat(response.header("Location")).isEqualTo("/operations/dead-letters?status=waiting");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"https://elsewhere.example/", "/api/docs", "/operations/a\r\nSet-Cookie: a=b", "/operations/é"})
    void signingInLeadsOnlyToTheConsole(String elsewhere) {
        assertThat(signIn(elsewhere).header("Location")).isEqualTo("/operations");
    }

    @Test
    void timelineRedirectIsAPath() {
        Response response = given().cookie(signIn("/operations").detailedCookie("operations-session"))
                .redirects()
                .follow(false)
                .get("/operations/participants?id=fd286ec5-302b-4aeb-9769-002d3d5f614c");

        assertThat(response.statusCode()).isEqualTo(303);
        assertThat(response.header("Location"))
                .isEqualTo("/operations/participants/fd286ec5-302b-4aeb-9769-002d3d5f614c");
    }

    @Test
    void cookieOfARequestWithoutTlsIsNotForHttpsOnly() {
        assertThat(signIn("/operations").detailedCookie("operations-session").isSecured())
                .isFalse();
    }
}
