package uk.gov.education.training.providerapi.schoolupdates;

import io.quarkus.rest.client.reactive.QuarkusRestClientBuilder;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.platform.messaging.Cause;
import uk.gov.education.training.platform.observability.RedactedErrors;
import uk.gov.education.training.platform.web.ApiException;
import uk.gov.education.training.platform.web.ApiException.Problem;

/**
 * Asks school-updates-service, the owner of partnerships, to decide what a lead provider wants. A call whose connection
 * fails, or which takes too long, is sent once more with the same Idempotency-Key, so that it happens once.
 */
@ApplicationScoped
public class SchoolUpdatesClient {

    private static final Logger LOG = Logger.getLogger(SchoolUpdatesClient.class);
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(2);
    private static final Duration PAUSE = Duration.ofMillis(200);

    private final SchoolUpdatesApi api;
    private final String authorization;

    SchoolUpdatesClient(SchoolUpdatesSettings settings) {
        this.api = QuarkusRestClientBuilder.newBuilder()
                .baseUri(URI.create(settings.url()))
                .connectTimeout(CONNECT_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)
                .readTimeout(settings.timeout().toMillis(), TimeUnit.MILLISECONDS)
                .build(SchoolUpdatesApi.class);
        this.authorization = "Bearer " + settings.token().orElse("");
    }

    /**
     * The request of a lead provider, for the owner.
     *
     * @param idempotencyKey the same for the same request, otherwise unique
     * @param at the time that the caller has chosen; null if it has chosen none
     */
    public record OwnerRequest(
            UUID leadProviderId,
            Map<String, String> attributes,
            String idempotencyKey,
            Cause cause,
            @Nullable String at) {}

    /** Creates a partnership, or fails with an {@link ApiException} that has the owner's reasons. */
    public Uni<PartnershipDecision> create(OwnerRequest request) {
        return call(() -> api.create(
                authorization,
                request.idempotencyKey(),
                request.cause().traceparent(),
                request.at(),
                request.leadProviderId(),
                request.attributes()));
    }

    /** Changes a partnership, or fails with an {@link ApiException} that has the owner's reasons. */
    public Uni<PartnershipDecision> update(UUID id, OwnerRequest request) {
        return call(() -> api.update(
                authorization,
                request.idempotencyKey(),
                request.cause().traceparent(),
                request.at(),
                request.leadProviderId(),
                id,
                request.attributes()));
    }

    private static Uni<PartnershipDecision> call(Supplier<Uni<PartnershipDecision>> call) {
        return Uni.createFrom()
                .deferred(call::get)
                .onFailure(SchoolUpdatesClient::mayPass)
                .retry()
                .withBackOff(PAUSE)
                .atMost(1)
                .onFailure()
                .transform(SchoolUpdatesClient::asSeenByTheLeadProvider);
    }

    /** Whether the same call may have another result in a moment. */
    private static boolean mayPass(Throwable failure) {
        return !(failure instanceof OwnerError error) || error.status() == 409 || error.status() >= 500;
    }

    private static Throwable asSeenByTheLeadProvider(Throwable failure) {
        if (failure instanceof OwnerError error && (error.status() == 404 || error.status() == 422)) {
            return error;
        }
        LOG.warnf("school-updates-service could not decide about a partnership: %s", RedactedErrors.inShort(failure));
        return new ApiException(
                503,
                List.of(new Problem(
                        "service",
                        "Partnerships can't be changed at the moment. Try again shortly. If you sent no Idempotency-Key,"
                                + " check GET /partnerships first.")));
    }
}
