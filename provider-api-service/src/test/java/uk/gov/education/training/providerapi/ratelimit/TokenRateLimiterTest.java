package uk.gov.education.training.providerapi.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import java.net.ConnectException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import uk.gov.education.training.providerapi.domain.ratelimit.RateLimit;
import uk.gov.education.training.providerapi.domain.ratelimit.RateLimit.PermitGrant;
import uk.gov.education.training.providerapi.domain.ratelimit.RateLimit.PermitRequest;
import uk.gov.education.training.providerapi.domain.ratelimit.RateLimit.Usage;
import uk.gov.education.training.providerapi.ratelimit.RateLimitDecision.Admitted;
import uk.gov.education.training.providerapi.ratelimit.RateLimitDecision.Refused;
import uk.gov.education.training.providerapi.ratelimit.RateLimitDecision.Unmetered;

class TokenRateLimiterTest {

    private final RateLimit limit = new RateLimit(1_000, Duration.ofMinutes(5));
    private final Vertx vertx = Vertx.vertx();
    private final List<PermitRequest> demands = new ArrayList<>();
    private Usage usage = Usage.NONE;

    @AfterEach
    void close() {
        vertx.closeAndAwait();
    }

    private TokenRateLimiter meter(Function<PermitRequest, Uni<PermitGrant>> database) {
        return new TokenRateLimiter(
                limit,
                request -> {
                    demands.add(request);
                    return database.apply(request);
                },
                vertx);
    }

    private Uni<PermitGrant> granted(PermitRequest request) {
        PermitGrant grant = limit.grant(usage, request, System.currentTimeMillis());
        usage = grant.after();
        return Uni.createFrom().item(grant);
    }

    private static RateLimitDecision admit(TokenRateLimiter meter) {
        return meter.admit().await().indefinitely();
    }

    @Test
    void databaseGetsFarFewerQueriesThanThereAreRequests() {
        TokenRateLimiter meter = meter(this::granted);
        for (int i = 0; i < 500; i++) {
            assertThat(admit(meter)).isInstanceOf(Admitted.class);
        }
        assertThat(demands).hasSizeLessThan(60);
    }

    @Test
    void concurrentRequestsAreCountedTogether() {
        var allHaveCome = new CompletableFuture<Void>();
        TokenRateLimiter meter =
                meter(request -> Uni.createFrom().completionStage(allHaveCome).chain(() -> granted(request)));

        List<Uni<RateLimitDecision>> together =
                IntStream.range(0, 100).mapToObj(i -> meter.admit()).toList();
        allHaveCome.complete(null);

        assertThat(Uni.join().all(together).andFailFast().await().indefinitely())
                .allMatch(Admitted.class::isInstance);
        // Unused permits are returned after a while.
        assertThat(demands)
                .extracting(PermitRequest::waiting)
                .filteredOn(waiting -> waiting > 0)
                .containsExactly(1, 99);
    }

    @Test
    void refusalIsRemembered() {
        usage = limit.grant(
                        Usage.NONE, new PermitRequest(1_000, 0, new RateLimit.Unused(0, 0)), System.currentTimeMillis())
                .after();
        TokenRateLimiter meter = meter(this::granted);
        assertThat(Stream.generate(() -> admit(meter)).limit(100)).allMatch(Refused.class::isInstance);
        assertThat(demands).hasSize(1);
    }

    @Test
    void requestsAreNotCountedWhileTheDatabaseIsUnavailable() {
        TokenRateLimiter meter = meter(request -> Uni.createFrom().failure(new ConnectException("refused")));
        assertThat(Stream.generate(() -> admit(meter)).limit(100)).allMatch(Unmetered.class::isInstance);
        assertThat(demands).hasSize(1);
    }

    @Test
    void otherFailuresFailTheRequest() {
        TokenRateLimiter meter = meter(request -> Uni.createFrom().failure(new IllegalStateException("no table")));
        assertThatThrownBy(() -> admit(meter)).hasMessage("no table");
        assertThatThrownBy(() -> admit(meter)).hasMessage("no table");
        assertThat(demands).hasSize(2);
    }
}
