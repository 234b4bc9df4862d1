package uk.gov.education.training.providerapi.domain.declarations;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.events.DeclarationChange.DeclarationVoided;
import uk.gov.education.training.events.DeclarationChange.VoidingRequested;
import uk.gov.education.training.events.Declarations;
import uk.gov.education.training.events.Declarations.Declaration;
import uk.gov.education.training.events.FundingPosition;
import uk.gov.education.training.events.FundingPosition.DeclarationFunding;
import uk.gov.education.training.events.FundingPosition.DeclarationState;
import uk.gov.education.training.events.London;
import uk.gov.education.training.events.Statement;
import uk.gov.education.training.platform.rules.Verdict;
import uk.gov.education.training.providerapi.domain.declarations.DeclarationOutcome.Changed;
import uk.gov.education.training.providerapi.domain.declarations.DeclarationOutcome.VoidPending;
import uk.gov.education.training.providerapi.domain.participants.ParticipantFacts;

/**
 * The rules for voiding a declaration. A voided declaration that was not paid will never be paid. One that was paid is
 * clawed back on the next statement, so there must be one. Neither can be undone: a corrected claim is a new
 * declaration.
 *
 * <ol>
 *   <li>While two statements are left that could claw a payment back, voiding is accepted at once. One of them may be
 *       paid before funding-service receives the voiding; the other has its deadline months later.
 *   <li>With fewer, a payment that can no longer be corrected may be in progress. So funding-service, which pays,
 *       decides.
 *   <li>A declaration that is known to be paid, and has no statement left, stays paid.
 * </ol>
 */
public final class VoidDeclarationRules {

    private static final int ONE_MAY_BE_PAID_MEANWHILE = 1;

    private VoidDeclarationRules() {}

    /**
     * Empty if this provider has no declaration with this id.
     *
     * @param statements this lead provider's unpaid statements
     * @param at the domain's time
     */
    public static Optional<Verdict<DeclarationOutcome>> decide(
            UUID leadProviderId, ParticipantFacts facts, UUID id, List<Statement> statements, Instant at) {
        return facts.declarations()
                .find(id)
                .filter(declaration -> declaration.leadProviderId().equals(leadProviderId))
                .map(declaration -> decide(facts, declaration, statements, at));
    }

    private static Verdict<DeclarationOutcome> decide(
            ParticipantFacts facts, Declaration declaration, List<Statement> statements, Instant at) {
        if (declaration.isVoided()) {
            return refused("This declaration was voided already. There is nothing to do.");
        }
        long left = Statement.upcoming(
                        statements, declaration.leadProviderId(), declaration.cohort(), London.dateOf(at))
                .count();
        if (left > ONE_MAY_BE_PAID_MEANWHILE) {
            return Verdict.accepted(new Changed(
                    declaration.id(),
                    new DeclarationVoided(declaration.id(), declaration.leadProviderId()),
                    facts.declarations().voided(declaration.id(), at)));
        }
        Optional<DeclarationFunding> funding = facts.funding().declaration(declaration.id());
        boolean isPaid = funding.map(DeclarationFunding::state)
                .filter(DeclarationState.PAID::equals)
                .isPresent();
        return left == 0 && isPaid
                ? tooLate(declaration)
                : Verdict.accepted(pending(
                        facts,
                        declaration,
                        funding.map(DeclarationFunding::voidingRefusedAt).orElse(null),
                        at));
    }

    private static VoidPending pending(
            ParticipantFacts facts, Declaration declaration, @Nullable Instant refusedAt, Instant at) {
        @Nullable Instant asked = declaration.voidingRequestedAt();
        boolean isPending = asked != null && (asked.equals(at) || !asked.equals(refusedAt));
        return isPending
                ? new VoidPending(declaration.id(), asked, Optional.empty())
                : new VoidPending(
                        declaration.id(),
                        at,
                        Optional.of(new Changed(
                                declaration.id(),
                                new VoidingRequested(declaration.id(), declaration.leadProviderId()),
                                facts.declarations().voidingRequested(declaration.id(), at))));
    }

    /** The decision of funding-service; empty while there is none. */
    public static Optional<Verdict<DeclarationOutcome>> decidedByFunding(
            ParticipantFacts facts, UUID id, Instant askedAt) {
        return facts.declarations().find(id).flatMap(declaration -> {
            if (declaration.isVoided()) {
                return Optional.of(Verdict.accepted(new Changed(
                        id, new DeclarationVoided(id, declaration.leadProviderId()), facts.declarations())));
            }
            return facts.funding()
                    .declaration(id)
                    .filter(funding -> askedAt.equals(funding.voidingRefusedAt()))
                    .map(refused -> tooLate(declaration));
        });
    }

    /** The declarations that funding-service has allowed to be voided, on request. */
    public static List<Declaration> granted(Declarations declarations, FundingPosition funding) {
        return declarations.declarations().stream()
                .filter(declaration -> !declaration.isVoided() && Objects.nonNull(declaration.voidingRequestedAt()))
                .filter(declaration -> funding.declaration(declaration.id())
                        .filter(decided -> switch (decided.state()) {
                            case VOIDED, AWAITING_CLAWBACK, CLAWED_BACK -> true;
                            case SUBMITTED, ELIGIBLE, PAYABLE, PAID -> false;
                        })
                        .isPresent())
                .toList();
    }

    private static Verdict<DeclarationOutcome> tooLate(Declaration declaration) {
        return refused("This declaration was paid, and no statement of cohort "
                + declaration.cohort() + " is left on which the payment could be clawed back, so it stays as it is."
                + " If the claim was wrong, tell DfE: the money can be put right by an adjustment to another"
                + " statement of yours.");
    }

    private static Verdict<DeclarationOutcome> refused(String detail) {
        return Verdict.refused("participant_declaration_id", detail);
    }
}
