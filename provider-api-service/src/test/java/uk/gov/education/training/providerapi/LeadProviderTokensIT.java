package uk.gov.education.training.providerapi;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static uk.gov.education.training.localstack.TestTimeouts.SOON;

import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import uk.gov.education.training.platform.web.Scope;
import uk.gov.education.training.testsupport.ServiceIT;
import uk.gov.education.training.testsupport.TestTokens;

/** DfE support issues, expires and revokes a lead provider's tokens. */
@ServiceIT
class LeadProviderTokensIT {

    @Inject
    Pool pool;

    private final UUID amber = UUID.randomUUID();
    private String path;
    private String support;

    @BeforeEach
    void support() {
        support = TestTokens.issue(Scope.SUPPORT);
        path = "/api/v1/lead-providers/" + amber + "/tokens";
    }

    private RequestSpecification asSupport() {
        return given().auth().oauth2(support).contentType("application/json");
    }

    private Response issue(String body) {
        return asSupport().body(body).post(path);
    }

    private static int statusOf(String authorization) {
        return given().header("Authorization", authorization)
                .get("/api/v3/participants")
                .statusCode();
    }

    @Test
    void tokenIsShownOnceAndWorks() {
        Response issued = issue("{\"description\": \"production\"}");

        assertThat(issued.statusCode()).isEqualTo(201);
        String secret = issued.jsonPath().getString("secret");
        assertThat(secret).hasSize(43);
        assertThat(statusOf("Bearer " + secret)).isEqualTo(200);
        Response listed = asSupport().get(path);
        assertThat(listed.body().asString()).doesNotContain(secret);
        assertThat(listed.jsonPath().getString("tokens[0].description")).isEqualTo("production");
        assertThat(listed.jsonPath().getString("tokens[0].last_used_at")).isNotBlank();
        byte[] stored = pool.preparedQuery("select token_hash from access_tokens where id = $1")
                .execute(Tuple.of(UUID.fromString(issued.jsonPath().getString("token.id"))))
                .await()
                .indefinitely()
                .iterator()
                .next()
                .getBuffer(0)
                .getBytes();
        assertThat(stored).hasSize(32);
    }

    @Test
    void tokenIsAcceptedInEachFormThatClientsSend() {
        String secret =
                issue("{\"description\": \"a client of old\"}").jsonPath().getString("secret");
        assertThat(statusOf("Token " + secret)).isEqualTo(200);
        assertThat(statusOf("Token token=\"" + secret + "\"")).isEqualTo(200);
        assertThat(statusOf("Bearer  " + secret)).isEqualTo(200);
        assertThat(statusOf("bearer " + secret)).isEqualTo(200);
        assertThat(statusOf(secret)).isEqualTo(401);
    }

    @Test
    void leadProviderHasSeveralTokensAndRevokingOneLeavesTheOthers() {
        Response first = issue("{\"description\": \"first\"}");
        Response second = issue("{\"description\": \"second\"}");
        String secret = first.jsonPath().getString("secret");
        assertThat(statusOf("Bearer " + secret)).isEqualTo(200);

        Response revoked = asSupport().delete(path + "/" + first.jsonPath().getString("token.id"));

        assertThat(revoked.jsonPath().getString("revoked_at")).isNotBlank();
        await().atMost(SOON).until(() -> statusOf("Bearer " + secret) == 401);
        assertThat(statusOf("Bearer " + second.jsonPath().getString("secret"))).isEqualTo(200);
        assertThat(asSupport().get(path).jsonPath().getList("tokens")).hasSize(2);
        asSupport()
                .body("{}")
                .put(path + "/" + first.jsonPath().getString("token.id") + "/expiry")
                .then()
                .statusCode(404);
    }

    @Test
    void tokenWorksUntilItExpires() {
        Instant soon = Instant.now().plusSeconds(8);
        Response issued = issue("{\"description\": \"trial\", \"expires_at\": \"" + soon + "\"}");
        String secret = issued.jsonPath().getString("secret");
        assertThat(statusOf("Bearer " + secret)).isEqualTo(200);
        await().atMost(SOON).until(() -> statusOf("Bearer " + secret) == 401);

        asSupport()
                .body("{}")
                .put(path + "/" + issued.jsonPath().getString("token.id") + "/expiry")
                .then()
                .statusCode(200);
        assertThat(statusOf("Bearer " + secret)).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "{}; 422",
                "{\"description\": \" \"}; 422",
                "{\"description\": \"x\", \"expires_at\": \"2020-01-01T00:00:00Z\"}; 422",
                "{\"description\": \"a\\u0000b\"}; 422",
                "{\"description\": \"x\", \"expires_at\": \"+200000000-01-01T00:00:00Z\"}; 400",
                "{\"description\": \"x\", \"expires_at\": \"soon\"}; 400",
                "{; 400",
            })
    void badTokensAreRefused(String body, int status) {
        assertThat(issue(body).statusCode()).isEqualTo(status);
        assertThat(asSupport().get(path).jsonPath().getList("tokens")).isEmpty();
    }

    @Test
    void onlySupportManagesTokensAndOnlyOfTheirOwner() {
        String other = issue("{\"description\": \"x\"}").jsonPath().getString("token.id");
        asSupport()
                .delete("/api/v1/lead-providers/" + UUID.randomUUID() + "/tokens/" + other)
                .then()
                .statusCode(404);
        given().auth()
                .oauth2(TestTokens.issue(Scope.OPERATIONS))
                .get(path)
                .then()
                .statusCode(403);
        given().get(path).then().statusCode(401);
    }
}
