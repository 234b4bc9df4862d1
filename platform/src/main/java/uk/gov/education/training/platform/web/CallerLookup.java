package uk.gov.education.training.platform.web;

import io.smallrye.mutiny.Uni;
import java.util.Optional;

/** Finds the caller that an access token belongs to. */
public interface CallerLookup {

    /**
     * Finds the caller of a token. Empty if it is unknown, revoked or expired.
     *
     * @throws ApiException if the lookup is not possible now
     */
    Uni<Optional<Caller>> callerOf(String token);

    /** Whether a token was valid a few seconds ago. Cheap, however many tokens are asked for. */
    Uni<Boolean> isValid(String token);
}
