package uk.gov.education.training.providerapi;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.platform.web.AccessToken;
import uk.gov.education.training.providerapi.store.LeadProviderTokens;
import uk.gov.education.training.providerapi.store.LeadProviderTokens.LeadProviderToken;

/** DfE support gives lead providers access to the API, and takes it away. */
@ApplicationScoped
public class ManageAccessTokens {

    private final LeadProviderTokens tokens;

    ManageAccessTokens(LeadProviderTokens tokens) {
        this.tokens = tokens;
    }

    /** @param secret to be told once; it can't be read again */
    public record Issued(LeadProviderToken token, String secret) {

        /** Without the secret, which no log may have. */
        @Override
        public String toString() {
            return token.toString();
        }
    }

    /**
     * A new token beside those that the lead provider has. Which lead providers there are is not this service's fact,
     * and a token may be needed before the first partnership is known: so any id will do.
     *
     * @param expiresAt null for a token without an end
     */
    public Uni<Issued> issue(UUID leadProviderId, String description, @Nullable Instant expiresAt) {
        String secret = AccessToken.random();
        return tokens.add(leadProviderId, AccessToken.hash(secret), description, expiresAt)
                .map(token -> new Issued(token, secret));
    }

    /** Gives a token an end, or takes it away; empty if this lead provider has no such token, or it is revoked. */
    public Uni<Optional<LeadProviderToken>> expire(UUID leadProviderId, UUID id, @Nullable Instant at) {
        return tokens.expire(leadProviderId, id, at);
    }

    /** The token is good for nothing within ten seconds; empty if this lead provider has no such token. */
    public Uni<Optional<LeadProviderToken>> revoke(UUID leadProviderId, UUID id) {
        return tokens.revoke(leadProviderId, id);
    }
}
