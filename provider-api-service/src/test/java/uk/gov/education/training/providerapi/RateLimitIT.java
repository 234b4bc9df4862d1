package uk.gov.education.training.providerapi;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;
import static uk.gov.education.training.localstack.TestTimeouts.SOON;

import io.restassured.response.Response;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import uk.gov.education.training.platform.web.AccessToken;
import uk.gov.education.training.platform.web.Scope;
import uk.gov.education.training.providerapi.domain.ratelimit.RateLimit;
import uk.gov.education.training.providerapi.ratelimit.RateLimitDecision;
import uk.gov.education.training.providerapi.ratelimit.RateLimitDecision.Admitted;
import uk.gov.education.training.providerapi.ratelimit.RateLimitDecision.Refused;
import uk.gov.education.training.providerapi.ratelimit.RateLimiter;
import uk.gov.education.training.providerapi.store.RateLimitUsage;
import uk.gov.education.training.testsupport.ServiceIT;
import uk.gov.education.training.testsupport.TestTokens;

/** Tests the real limit over HTTP and a shared database. RateLimitTest tests the rule itself. */
@ServiceIT
class RateLimitIT {

    @Inject
    Pool pool;

    @Inject
    Vertx vertx;

    @Inject
    RateLimitUsage usage;

    private String token;

    @BeforeEach
    void lead() {
        token = TestTokens.issue(Scope.LEAD_PROVIDER, UUID.randomUUID());
    }

    private Response get(String path) {
        return given().auth().oauth2(token).get(path);
    }

    private UUID tokenId() {
        return pool.preparedQuery("select id from access_tokens where token_hash = $1")
                .execute(Tuple.of(io.vertx.core.buffer.Buffer.buffer(AccessToken.hash(token))))
                .await()
                .indefinitely()
                .iterator()
                .next()
                .getUUID(0);
    }

    /** Stores usage as if this many requests had been made this long ago. */
    private void storeUsage(int requests, Duration ago) {
        pool.preparedQuery("""
                        insert into rate_limit_usage (token_id, slots, admitted)
                        values ($1, array[(extract(epoch from now()) * 1000 - $2)::bigint / 250], array[$3::integer])
                        on conflict (token_id) do update set slots = excluded.slots, admitted = excluded.admitted""")
                .execute(Tuple.of(tokenId(), ago.toMillis(), requests))
                .await()
                .indefinitely();
    }

    private static int remaining(Response response) {
        return Integer.parseInt(response.header("RateLimit-Remaining"));
    }

    @Test
    void firstRequestBeyondTheLimitIsRefusedWithRetryAfter() {
        for (int i = 1; i <= 1_000; i++) {
            Response response = get("/api/v3/participants/x");
            assertThat(response.statusCode()).isEqualTo(404);
            assertThat(remaining(response)).isEqualTo(1_000 - i);
        }

        Response refused = get("/api/v3/participants");

        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(refused.contentType()).isEqualTo("application/json; charset=utf-8");
        assertThat(refused.jsonPath().getString("errors[0].title")).isEqualTo("Too many requests");
        assertThat(refused.jsonPath().getString("errors[0].detail")).contains("Try again in ");
        int wait = Integer.parseInt(refused.header("Retry-After"));
        assertThat(wait).isBetween(1, 300);
        assertThat(refused.header("RateLimit-Limit")).isEqualTo("1000");
        assertThat(refused.header("RateLimit-Remaining")).isEqualTo("0");
        assertThat(refused.header("RateLimit-Reset")).isEqualTo(Integer.toString(wait));
        assertThat(refused.header("RateLimit-Policy")).isEqualTo("\"default\";q=1000;w=300");
        assertThat(refused.header("RateLimit")).isEqualTo("\"default\";r=0;t=" + wait);

        String other = TestTokens.issue(Scope.LEAD_PROVIDER, UUID.randomUUID());
        given().auth().oauth2(other).get("/api/v3/participants").then().statusCode(200);
        given().get("/q/health/live").then().statusCode(200);
        given().auth()
                .oauth2(token)
                .get("/api/v1/lead-providers/x/tokens")
                .then()
                .statusCode(403);
    }

    @Test
    void windowRolls() {
        storeUsage(990, Duration.ofSeconds(280));
        assertThat(remaining(get("/api/v3/participants"))).isEqualTo(9);
        assertThat(Integer.parseInt(get("/api/v3/participants").header("RateLimit-Reset")))
                .isBetween(1, 21);

        storeUsage(990, Duration.ofSeconds(301));
        await().atMost(SOON).until(() -> remaining(get("/api/v3/participants")) > 900);
    }

    @Test
    void refusedClientIsAdmittedAfterTheWindow() {
        storeUsage(1_000, Duration.ofSeconds(100));
        Response refused = get("/api/v3/participants");
        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(Integer.parseInt(refused.header("Retry-After"))).isBetween(199, 201);

        storeUsage(1_000, Duration.ofSeconds(301));
        await().atMost(SOON).until(() -> get("/api/v3/participants").statusCode() == 200);
    }

    @Test
    void everyAnswerToAKnownTokenHasTheRemainingRequests() {
        assertThat(remaining(get("/api/v3/participants"))).isEqualTo(999);
        String tag = get("/api/v3/participants").header("ETag");
        Response unchanged =
                given().auth().oauth2(token).header("If-None-Match", tag).get("/api/v3/participants");
        assertThat(unchanged.statusCode()).isEqualTo(304);
        assertThat(remaining(unchanged)).isEqualTo(997);
        Response bad = get("/api/v3/participants?page[page]=0");
        assertThat(bad.statusCode()).isEqualTo(400);
        assertThat(remaining(bad)).isEqualTo(996);
        Response unknown = get("/api/v3/nothing");
        assertThat(unknown.statusCode()).isEqualTo(404);
        assertThat(remaining(unknown)).isEqualTo(995);
        assertThat(unknown.header("RateLimit-Reset")).isIn("299", "300");
    }

    @Test
    void requestWithoutAKnownTokenIsUnauthorisedNotLimited() {
        given().get("/api/v3/participants")
                .then()
                .statusCode(401)
                .header("RateLimit-Limit", nullValue())
                .body("error", equalTo("HTTP Token: Access denied"));
        given().auth()
                .oauth2("nonsense")
                .get("/api/v3/participants")
                .then()
                .statusCode(401)
                .header("RateLimit-Limit", nullValue());
    }

    @Test
    void instancesTogetherAdmitExactlyTheLimit() {
        // Given
        UUID tokenId = tokenId();
        RateLimit limit = new RateLimit(1_000, Duration.ofMinutes(5));
        List<RateLimiter> instances = IntStream.range(0, 3)
                .mapToObj(i -> new RateLimiter(usage, vertx, limit))
                .toList();

        // When
        // One instance gets few requests and has permits that the others need.
        List<Uni<List<RateLimitDecision>>> clients = new ArrayList<>();
        for (int client = 0; client < 25; client++) {
            clients.add(oneAfterTheOther(instances.get(client == 0 ? 0 : 1 + client % 2), tokenId, 60));
        }
        List<RateLimitDecision> admissions = Uni.join().all(clients).andFailFast().await().indefinitely().stream()
                .flatMap(List::stream)
                .toList();

        // Then
        assertThat(admissions).hasSize(1_500);
        assertThat(admissions.stream().filter(Admitted.class::isInstance)).hasSize(1_000);
        assertThat(admissions.stream().filter(Refused.class::isInstance)).hasSize(500);
    }

    private static Uni<List<RateLimitDecision>> oneAfterTheOther(RateLimiter instance, UUID tokenId, int times) {
        Uni<List<RateLimitDecision>> all = Uni.createFrom().item(ArrayList::new);
        for (int i = 0; i < times; i++) {
            all = all.chain(list -> instance.admit(tokenId).map(admission -> {
                list.add(admission);
                return list;
            }));
        }
        return all;
    }

    @Test
    void unusedPermitsOfAnInstanceAreFreeForOthers() {
        // Given
        UUID tokenId = tokenId();
        RateLimiter instance = new RateLimiter(usage, vertx, new RateLimit(1_000, Duration.ofMinutes(5)));
        RateLimiter other = new RateLimiter(usage, vertx, new RateLimit(1_000, Duration.ofMinutes(5)));

        // When
        oneAfterTheOther(instance, tokenId, 50).await().indefinitely();

        // Then
        await().atMost(SOON).pollDelay(Duration.ofMillis(600)).untilAsserted(() -> assertThat(usedBy(tokenId))
                .isEqualTo(50));
        assertThat(other.admit(tokenId).await().indefinitely())
                .isInstanceOfSatisfying(Admitted.class, admitted -> assertThat(admitted.remaining())
                        .isEqualTo(949));
    }

    private long usedBy(UUID tokenId) {
        return pool.preparedQuery("select sum(n) from rate_limit_usage, unnest(admitted) as n where token_id = $1")
                .execute(Tuple.of(tokenId))
                .await()
                .indefinitely()
                .iterator()
                .next()
                .getLong(0);
    }
}
