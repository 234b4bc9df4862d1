package uk.gov.education.training.providerapi.domain.declarations;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import uk.gov.education.training.events.DeclarationChange;
import uk.gov.education.training.events.Declarations;

/** The outcome of an accepted request to submit or to void a declaration. */
public sealed interface DeclarationOutcome {

    UUID declarationId();

    /** @param declarations all declarations about the participant after the change */
    record Changed(UUID declarationId, DeclarationChange change, Declarations declarations)
            implements DeclarationOutcome {}

    /** The same declaration arrived twice at the same moment: the second request gets the first one's answer. */
    record SubmittedJustNow(UUID declarationId) implements DeclarationOutcome {}

    /**
     * Only funding-service can decide whether this declaration can still be voided. It decides on request and publishes
     * its decision on its topic.
     *
     * @param requestedAt when the lead provider asked; the decision names this time
     * @param request empty if an earlier request is still undecided
     */
    record VoidPending(UUID declarationId, Instant requestedAt, Optional<Changed> request)
            implements DeclarationOutcome {}
}
