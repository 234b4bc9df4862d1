package uk.gov.education.training.console;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import uk.gov.education.training.platform.operations.audit.One;
import uk.gov.education.training.platform.web.AccessToken;
import uk.gov.education.training.platform.web.ApiException;
import uk.gov.education.training.platform.web.Caller;
import uk.gov.education.training.platform.web.CallerLookup;
import uk.gov.education.training.platform.web.PresentedToken;
import uk.gov.education.training.platform.web.Scope;

/**
 * Checks access tokens by asking the services, because the console stores none. One service that knows the token is
 * enough: an operations token is in the database of each of them.
 */
@ApplicationScoped
class OperatorTokens implements CallerLookup {

    /** A revoked token works no longer than this, as in the services. */
    private static final Duration REMEMBERED = Duration.ofSeconds(10);

    private final ServiceClients serviceClients;
    private final Cache<ByteBuffer, Caller> known = Caffeine.newBuilder()
            .maximumSize(1_000)
            .expireAfterWrite(REMEMBERED)
            .build();

    OperatorTokens(ServiceClients serviceClients) {
        this.serviceClients = serviceClients;
    }

    @Override
    public Uni<Optional<Caller>> callerOf(String token) {
        ByteBuffer key = ByteBuffer.wrap(AccessToken.hash(token));
        Caller cached = known.getIfPresent(key);
        if (cached != null) {
            return Uni.createFrom().item(Optional.of(cached));
        }
        return serviceClients
                .each(serviceClients.names(), service -> serviceClients.ask(service, token, OperationsApi::accessToken))
                .map(OperatorTokens::caller)
                .invoke(caller -> caller.ifPresent(found -> known.put(key, found)));
    }

    @Override
    public Uni<Boolean> isValid(String token) {
        return callerOf(token).map(Optional::isPresent);
    }

    private static Optional<Caller> caller(List<ServiceResponse<One<PresentedToken>>> responses) {
        List<PresentedToken> presented = responses.stream()
                .filter(ServiceResponse::isOk)
                .map(response -> response.required().data())
                .toList();
        Optional<Caller> caller = presented.stream()
                .filter(token -> token.scope().equals(Scope.OPERATIONS))
                .findFirst()
                .or(() -> presented.stream().findFirst())
                .map(token -> new Caller(token.id(), token.scope(), null, null));
        if (caller.isEmpty() && responses.stream().noneMatch(OperatorTokens::isUnknown)) {
            throw ApiException.unavailable();
        }
        return caller;
    }

    /** A service limits unknown tokens, and answers valid ones all the same. */
    private static boolean isUnknown(ServiceResponse<?> response) {
        return response.status() == 401 || response.status() == 429;
    }
}
