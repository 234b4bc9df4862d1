package uk.gov.education.training.events.edge;

import java.security.Principal;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Whoever presented an access token.
 *
 * @param leadProviderId whose token it is, if its scope is {@link Scope#LEAD_PROVIDER}
 */
public record Caller(UUID tokenId, String scope, @Nullable UUID leadProviderId) implements Principal {

    @Override
    public String getName() {
        return scope + " " + tokenId;
    }
}
