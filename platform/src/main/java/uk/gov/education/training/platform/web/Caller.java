package uk.gov.education.training.platform.web;

import java.security.Principal;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The caller of a request, known by the access token.
 *
 * @param leadProviderId of the token, if its scope is {@link Scope#LEAD_PROVIDER}
 * @param schoolUrns the only schools that the token is for; null if it is for all
 */
public record Caller(
        UUID tokenId,
        String scope,
        @Nullable UUID leadProviderId,
        @Nullable Set<String> schoolUrns) implements Principal {

    public boolean maySpeakFor(String schoolUrn) {
        return schoolUrns == null || schoolUrns.contains(schoolUrn);
    }

    @Override
    public String getName() {
        return scope + " " + tokenId;
    }
}
