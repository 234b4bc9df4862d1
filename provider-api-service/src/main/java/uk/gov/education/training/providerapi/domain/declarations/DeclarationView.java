package uk.gov.education.training.providerapi.domain.declarations;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.events.DeclarationType;
import uk.gov.education.training.events.Declarations.Declaration;
import uk.gov.education.training.events.FundingPosition.DeclarationFunding;
import uk.gov.education.training.events.FundingPosition.DeclarationState;
import uk.gov.education.training.events.London;
import uk.gov.education.training.events.Role;
import uk.gov.education.training.providerapi.domain.participants.ParticipantFacts;
import uk.gov.education.training.providerapi.domain.participants.ParticipantView;

/**
 * A declaration as a lead provider sees it.
 *
 * @param statementId the statement that pays for it; null until there is one, and if it was voided before payment
 * @param clawbackStatementId the statement that claws the payment back; null until that is decided
 * @param upliftPaid stays true when the payment is clawed back
 * @param leadProviderName the name of the provider that made it; null until this service has received it
 */
public record DeclarationView(
        UUID id,
        UUID participantId,
        DeclarationType declarationType,
        Role role,
        Instant declarationDate,
        @Nullable UUID mentorId,
        DeclarationState state,
        Instant createdAt,
        UUID deliveryPartnerId,
        int cohort,
        @Nullable UUID statementId,
        @Nullable UUID clawbackStatementId,
        boolean upliftPaid,
        @Nullable String evidenceHeld,
        @Nullable String leadProviderName) {

    /**
     * This provider's declarations, and other providers' live declarations about its participants in the same role, up
     * to the end of its own training.
     */
    public static List<DeclarationView> of(UUID leadProviderId, ParticipantFacts facts) {
        return facts.declarations().declarations().stream()
                .filter(declaration -> declaration.leadProviderId().equals(leadProviderId)
                        || isOfInterest(leadProviderId, facts, declaration))
                .map(declaration -> of(facts, declaration))
                .toList();
    }

    private static boolean isOfInterest(UUID leadProviderId, ParticipantFacts facts, Declaration declaration) {
        return !declaration.isVoided()
                && facts.latestTraining(leadProviderId, declaration.role())
                        .filter(training -> {
                            @Nullable LocalDate last = ParticipantView.lastDay(training, facts);
                            return last == null
                                    || !London.dateOf(declaration.declarationDate())
                                            .isAfter(last);
                        })
                        .isPresent();
    }

    private static DeclarationView of(ParticipantFacts facts, Declaration declaration) {
        Optional<DeclarationFunding> funding = facts.funding().declaration(declaration.id());
        DeclarationState state =
                state(declaration, funding.map(DeclarationFunding::state).orElse(DeclarationState.SUBMITTED));
        boolean withStatement = state != DeclarationState.SUBMITTED && state != DeclarationState.VOIDED;
        boolean paid = state == DeclarationState.PAID
                || state == DeclarationState.AWAITING_CLAWBACK
                || state == DeclarationState.CLAWED_BACK;
        return new DeclarationView(
                declaration.id(),
                facts.participant().id(),
                declaration.type(),
                declaration.role(),
                declaration.declarationDate(),
                declaration.mentorId(),
                state,
                declaration.createdAt(),
                declaration.deliveryPartnerId(),
                declaration.cohort(),
                withStatement ? funding.map(DeclarationFunding::statementId).orElse(null) : null,
                funding.map(DeclarationFunding::clawbackStatementId).orElse(null),
                paid && (declaration.pupilPremiumUplift() || declaration.sparsityUplift()),
                declaration.evidenceHeld(),
                facts.referenceData().leadProviderNames().get(declaration.leadProviderId()));
    }

    /** Shows a voiding at once. The statement that claws a payment back is decided later. */
    private static DeclarationState state(Declaration declaration, DeclarationState decided) {
        if (!declaration.isVoided()) {
            return decided;
        }
        return switch (decided) {
            case SUBMITTED, ELIGIBLE, PAYABLE, VOIDED -> DeclarationState.VOIDED;
            case PAID, AWAITING_CLAWBACK -> DeclarationState.AWAITING_CLAWBACK;
            case CLAWED_BACK -> DeclarationState.CLAWED_BACK;
        };
    }
}
