package uk.gov.education.training.providerapi.domain;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import uk.gov.education.training.events.DeclarationChange.DeclarationVoided;
import uk.gov.education.training.events.Declarations.Declaration;
import uk.gov.education.training.events.FundingPosition.DeclarationFunding;
import uk.gov.education.training.events.FundingPosition.DeclarationState;
import uk.gov.education.training.events.London;
import uk.gov.education.training.events.Statement;
import uk.gov.education.training.providerapi.domain.DeclarationVerdict.Accepted;
import uk.gov.education.training.providerapi.domain.DeclarationVerdict.Refused;
import uk.gov.education.training.providerapi.domain.Verdict.Reason;

/**
 * A lead provider takes back what it declared. What was not paid yet will not be; what was paid is clawed back on the
 * next statement, so there must be one. Neither can be undone: a corrected claim is a new declaration.
 */
public final class Voiding {

    private Voiding() {}

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
            return refused("This declaration was voided already. There is nothing to do.");
        }
        boolean paid = facts.funding()
                .declaration(declaration.id())
                .map(DeclarationFunding::state)
                .filter(DeclarationState.PAID::equals)
                .isPresent();
        if (paid
                && Statement.next(statements, declaration.leadProviderId(), declaration.cohort(), London.dateOf(at))
                        .isEmpty()) {
            return refused("This declaration was paid, and no statement of cohort " + declaration.cohort()
                    + " is left on which the payment could be clawed back. Ask us for one.");
        }
        return new Accepted(
                declaration.id(),
                new DeclarationVoided(declaration.id(), declaration.leadProviderId()),
                facts.declarations().voided(declaration.id(), at));
    }

    private static Refused refused(String detail) {
        return new Refused(List.of(new Reason("participant_declaration_id", detail)));
    }
}
