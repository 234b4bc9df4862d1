package uk.gov.education.training.providerapi.console;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.Cookie;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.util.Map;
import org.junit.jupiter.api.Test;
import uk.gov.education.training.localstack.TestInfrastructure;
import uk.gov.education.training.platform.messaging.DatabaseMigration;
import uk.gov.education.training.platform.web.Scope;
import uk.gov.education.training.testsupport.TestTokens;

/** The console where something before it ends TLS. */
@QuarkusTest
@TestProfile(ConsoleBehindTlsIT.BehindTls.class)
@QuarkusTestResource(
        value = TestInfrastructure.class,
        initArgs = @ResourceArg(name = "database", value = "provider_api"))
class ConsoleBehindTlsIT {

    public static class BehindTls implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("training.console.secure-cookie", "true");
        }
    }

    @Inject
    DatabaseMigration databaseMigration;

    @Inject
    Pool pool;

    @Test
    void sessionsAreForHttpsOnlyThoughTheRequestCameWithoutIt() {
        Cookie session = given().header("Sec-Fetch-Site", "same-origin")
                .formParam("token", TestTokens.issue(databaseMigration.ready(), pool, Scope.OPERATIONS))
                .redirects()
                .follow(false)
                .post("/operations/sign-in")
                .detailedCookie("operations-session");

        assertThat(session.isSecured()).isTrue();
        assertThat(session.isHttpOnly()).isTrue();
        assertThat(session.getSameSite()).isEqualTo("Strict");
    }

    @Test
    void sessionThatIsNoneIsTakenAwayOverHttpsToo() {
        Cookie session = given().cookie("operations-session", "not-a-token")
                .get("/operations")
                .detailedCookie("operations-session");

        assertThat(session.getMaxAge()).isZero();
        assertThat(session.isSecured()).isTrue();
    }
}
