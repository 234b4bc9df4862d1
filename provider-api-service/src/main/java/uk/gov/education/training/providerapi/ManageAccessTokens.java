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

/** Issues, expires and revokes the access tokens of lead providers. */
@ApplicationScoped
public class ManageAccessTokens {

    private final LeadProviderTokens tokens;

    ManageAccessTokens(LeadProviderTokens tokens) {
        this.tokens = tokens;
    }

    /** @param secret shown only once; it can't be read again */
    public record Issued(LeadProviderToken token, String secret) {

        /** Without the secret, which no log may have. */
        @Override
        public String toString() {
            return token.toString();
        }
    }

    /**
     * Issues a token beside those that the lead provider has. Accepts any id: this service does not own the list of
     * lead providers, and a token may be needed before their first partnership.
     *
     * @param expiresAt null for a token without an end
     */
    public Uni<Issued> issue(UUID leadProviderId, String description, @Nullable Instant expiresAt) {
        String secret = AccessToken.random();
        return tokens.add(leadProviderId, AccessToken.hash(secret), description, expiresAt)
                .map(token -> new Issued(token, secret));
    }

    /** Sets or removes the expiry. Empty if this lead provider has no such token, or it is revoked. */
    public Uni<Optional<LeadProviderToken>> expire(UUID leadProviderId, UUID id, @Nullable Instant at) {
        return tokens.expire(leadProviderId, id, at);
    }

    /** Revokes the token, within ten seconds everywhere. Empty if this lead provider has no such token. */
    public Uni<Optional<LeadProviderToken>> revoke(UUID leadProviderId, UUID id) {
        return tokens.revoke(leadProviderId, id);
    }
}
