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
import uk.gov.education.training.providerapi.domain.Verdict.Reason;
import uk.gov.education.training.providerapi.domain.declarations.DeclarationVerdict.Accepted;
import uk.gov.education.training.providerapi.domain.declarations.DeclarationVerdict.Asked;
import uk.gov.education.training.providerapi.domain.declarations.DeclarationVerdict.Refused;
import uk.gov.education.training.providerapi.domain.participants.ParticipantFacts;

/**
 * A lead provider takes back what it declared. What was not paid yet will not be; what was paid is clawed back on the
 * next statement, so there must be one. Neither can be undone: a corrected claim is a new declaration.
 *
 * <ol>
 *   <li>While two statements are left that could claw a payment back, voiding is accepted at once. One of them may be
 *       paid before funding-service hears of the voiding; the other has its deadline months later.
 *   <li>With fewer, the payment that would be too late to correct may be under way: funding-service, which pays, is
 *       asked and decides.
 *   <li>What is known to be paid, and has no statement left, stays paid.
 * </ol>
 */
public final class VoidDeclarationRules {

    private static final int ONE_MAY_BE_PAID_MEANWHILE = 1;

    private VoidDeclarationRules() {}

    /**
     * Empty if this provider has declared nothing under this id.
     *
     * @param statements of this lead provider, those that are not paid yet
     * @param at the domain's time
     */
    public static Optional<DeclarationVerdict> decide(
            UUID leadProviderId, ParticipantFacts facts, UUID id, List<Statement> statements, Instant at) {
        return facts.declarations()
                .find(id)
                .filter(declaration -> declaration.leadProviderId().equals(leadProviderId))
                .map(declaration -> decide(facts, declaration, statements, at));
    }

    private static DeclarationVerdict decide(
            ParticipantFacts facts, Declaration declaration, List<Statement> statements, Instant at) {
        if (declaration.isVoided()) {
            return new Refused(List.of(reason("This declaration was voided already. There is nothing to do.")));
        }
        long left = Statement.upcoming(
                        statements, declaration.leadProviderId(), declaration.cohort(), London.dateOf(at))
                .count();
        if (left > ONE_MAY_BE_PAID_MEANWHILE) {
            return new Accepted(
                    declaration.id(),
                    new DeclarationVoided(declaration.id(), declaration.leadProviderId()),
                    facts.declarations().voided(declaration.id(), at));
        }
        Optional<DeclarationFunding> funding = facts.funding().declaration(declaration.id());
        boolean isPaid = funding.map(DeclarationFunding::state)
                .filter(DeclarationState.PAID::equals)
                .isPresent();
        return left == 0 && isPaid
                ? tooLate(declaration)
                : ask(
                        facts,
                        declaration,
                        funding.map(DeclarationFunding::voidingRefusedAt).orElse(null),
                        at);
    }

    private static Asked ask(ParticipantFacts facts, Declaration declaration, @Nullable Instant refusedAt, Instant at) {
        @Nullable Instant asked = declaration.voidingRequestedAt();
        boolean isPending = asked != null && (asked.equals(at) || !asked.equals(refusedAt));
        return isPending
                ? new Asked(declaration.id(), asked, Optional.empty())
                : new Asked(
                        declaration.id(),
                        at,
                        Optional.of(new Accepted(
                                declaration.id(),
                                new VoidingRequested(declaration.id(), declaration.leadProviderId()),
                                facts.declarations().voidingRequested(declaration.id(), at))));
    }

    /** The answer of funding-service; empty while there is none. */
    public static Optional<DeclarationVerdict> answer(ParticipantFacts facts, UUID id, Instant askedAt) {
        return facts.declarations().find(id).flatMap(declaration -> {
            if (declaration.isVoided()) {
                return Optional.of(new Accepted(
                        id, new DeclarationVoided(id, declaration.leadProviderId()), facts.declarations()));
            }
            return facts.funding()
                    .declaration(id)
                    .filter(funding -> askedAt.equals(funding.voidingRefusedAt()))
                    .map(refused -> tooLate(declaration));
        });
    }

    /** The declarations that can be voided, now that funding-service has said so of what it was asked. */
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

    private static Refused tooLate(Declaration declaration) {
        return new Refused(List.of(reason("This declaration was paid, and no statement of cohort "
                + declaration.cohort() + " is left on which the payment could be clawed back, so it stays as it is."
                + " If the claim was wrong, tell DfE: the money can be put right by an adjustment to another"
                + " statement of yours.")));
    }

    private static Reason reason(String detail) {
        return new Reason("participant_declaration_id", detail);
    }
}
