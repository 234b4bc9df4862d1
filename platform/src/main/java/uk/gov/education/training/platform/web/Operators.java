package uk.gov.education.training.platform.web;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import org.jboss.logging.Logger;
import uk.gov.education.training.platform.messaging.FailureClassifier;

/**
 * Authenticates operators for the health reasons. An operator who was let in before stays authenticated while the
 * database is unavailable: then it is needed most. A token that is revoked meanwhile works until the database is back.
 */
@ApplicationScoped
public class Operators {

    private static final Logger LOG = Logger.getLogger(Operators.class);
    private static final Duration LOOKUP_TIMEOUT = Duration.ofSeconds(2);
    private static final Duration TRUSTED_FOR = Duration.ofHours(12);
    private static final Duration RETRY_INTERVAL = Duration.ofSeconds(5);

    private final TokenAttemptLimit tokens;
    private final Cache<ByteBuffer, Caller> seen = Caffeine.newBuilder()
            .maximumSize(1_000)
            .expireAfterWrite(TRUSTED_FOR)
            .build();
    // During an outage, not every request waits for the database.
    private final Cache<ByteBuffer, Caller> trusted = Caffeine.newBuilder()
            .maximumSize(1_000)
            .expireAfterWrite(RETRY_INTERVAL)
            .build();

    Operators(TokenAttemptLimit tokens) {
        this.tokens = tokens;
    }

    /**
     * Finds the operator of a token. Empty if it is unknown, revoked or expired.
     *
     * @throws ApiException if the lookup is not possible now
     */
    public Uni<Optional<Caller>> of(String token, RoutingContext from) {
        ByteBuffer key = ByteBuffer.wrap(AccessToken.hash(token));
        Caller known = trusted.getIfPresent(key);
        if (known != null) {
            return Uni.createFrom().item(Optional.of(known));
        }
        return Uni.createFrom()
                .deferred(() -> tokens.callerOf(token, from))
                .ifNoItem()
                .after(LOOKUP_TIMEOUT)
                .failWith(ApiException::unavailable)
                .invoke(caller -> caller.ifPresentOrElse(found -> seen.put(key, found), () -> seen.invalidate(key)))
                .onFailure(Operators::isUnavailable)
                // Not recoverWithItem: it would wrap an exception together with the failure before it.
                .recoverWithUni(_ -> Uni.createFrom().item(() -> remembered(key)));
    }

    private Optional<Caller> remembered(ByteBuffer key) {
        Caller caller = seen.getIfPresent(key);
        if (caller == null) {
            throw ApiException.unavailable();
        }
        LOG.debugf("Database unavailable; let in operator token %s, which was valid before", caller.tokenId());
        trusted.put(key, caller);
        return Optional.of(caller);
    }

    private static boolean isUnavailable(Throwable failure) {
        return FailureClassifier.isUnavailable(failure)
                || (failure instanceof ApiException apiException && apiException.status() == 503);
    }
}
