package uk.gov.education.training.providerapi.domain.declarations;

import org.jspecify.annotations.Nullable;
import uk.gov.education.training.events.Role;

/**
 * A request to submit a declaration, as the lead provider wrote it.
 *
 * @param role the role of the enrolment; null if the request names no valid one
 */
public record DeclarationRequest(
        @Nullable String participantId,
        @Nullable Role role,
        @Nullable String declarationType,
        @Nullable String declarationDate,
        @Nullable String evidenceHeld) {}
