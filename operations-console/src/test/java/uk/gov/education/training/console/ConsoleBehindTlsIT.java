package uk.gov.education.training.console;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.Cookie;
import java.util.Map;
import org.junit.jupiter.api.Test;
import uk.gov.education.training.platform.web.Scope;

/** The console behind a proxy that ends TLS. */
@QuarkusTest
@TestProfile(ConsoleBehindTlsIT.BehindTls.class)
@QuarkusTestResource(StubServices.class)
class ConsoleBehindTlsIT {

    public static class BehindTls implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("training.console.secure-cookie", "true");
        }
    }

    @Test
    void cookieIsForHttpsOnlyBehindAProxy() {
        Cookie session = given().header("Sec-Fetch-Site", "same-origin")
                .formParam("token", StubServices.token(Scope.OPERATIONS))
                .redirects()
                .follow(false)
                .post("/operations/sign-in")
                .detailedCookie("operations-session");

        assertThat(session.isSecured()).isTrue();
        assertThat(session.isHttpOnly()).isTrue();
        assertThat(session.getSameSite()).isEqualTo("Strict");
    }

    @Test
    void invalidCookieIsDeletedForHttpsToo() {
        Cookie session = given().cookie("operations-session", "not-a-token")
                .get("/operations")
                .detailedCookie("operations-session");

        assertThat(session.getMaxAge()).isZero();
        assertThat(session.isSecured()).isTrue();
    }
}
