package uk.gov.education.training.providerapi.domain.declarations;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import uk.gov.education.training.events.DeclarationChange;
import uk.gov.education.training.events.Declarations;
import uk.gov.education.training.providerapi.domain.Verdict.Reason;

/** What becomes of what a lead provider declares, or takes back. */
public sealed interface DeclarationVerdict {

    /** @param declarationId that it is about */
    record Accepted(UUID declarationId, DeclarationChange change, Declarations declarations)
            implements DeclarationVerdict {}

    /** The same came twice at the same moment: the second one gets the first one's answer. */
    record SubmittedJustNow(UUID declarationId) implements DeclarationVerdict {}

    /**
     * Only funding-service can say whether this can still be voided. It is asked, and answers on its topic.
     *
     * @param at when the lead provider asked; the answer names this time
     * @param question empty if this was asked already, and is not answered yet
     */
    record Asked(UUID declarationId, Instant at, Optional<Accepted> question) implements DeclarationVerdict {}

    /** @param reasons at most one for each attribute */
    record Refused(List<Reason> reasons) implements DeclarationVerdict {}
}
