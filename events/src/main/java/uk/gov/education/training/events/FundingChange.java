package uk.gov.education.training.events;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A decision about a participant's funding. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = FundingChange.EligibilityDecided.class, name = "eligibility-decided"),
    @JsonSubTypes.Type(value = FundingChange.MentorFundingEnded.class, name = "mentor-funding-ended"),
    @JsonSubTypes.Type(value = FundingChange.MentorFundingReopened.class, name = "mentor-funding-reopened"),
    @JsonSubTypes.Type(value = FundingChange.DeclarationMadeEligible.class, name = "declaration-made-eligible"),
    @JsonSubTypes.Type(value = FundingChange.DeclarationMadePayable.class, name = "declaration-made-payable"),
    @JsonSubTypes.Type(value = FundingChange.DeclarationPaid.class, name = "declaration-paid"),
    @JsonSubTypes.Type(value = FundingChange.VoidingAccepted.class, name = "voiding-accepted"),
    @JsonSubTypes.Type(value = FundingChange.VoidingRefused.class, name = "voiding-refused"),
    @JsonSubTypes.Type(value = FundingChange.ClawbackAwaited.class, name = "clawback-awaited"),
    @JsonSubTypes.Type(value = FundingChange.DeclarationClawedBack.class, name = "declaration-clawed-back"),
    @JsonSubTypes.Type(value = FundingChange.FundingRepublished.class, name = "funding-republished")
})
public sealed interface FundingChange {

    /** @param eligibleFrom null while the participant is not (yet) eligible in this role */
    record EligibilityDecided(Role role, @Nullable LocalDate eligibleFrom) implements FundingChange {}

    /** @param endReason such as {@code completed_declaration_received} */
    record MentorFundingEnded(LocalDate endedOn, String endReason) implements FundingChange {}

    /** The declaration that ended the funding of a mentor's training was voided. */
    record MentorFundingReopened() implements FundingChange {}

    /** @param statementId the statement that will pay for it */
    record DeclarationMadeEligible(UUID declarationId, UUID statementId) implements FundingChange {}

    /** The statement's deadline has passed. */
    record DeclarationMadePayable(UUID declarationId, UUID statementId) implements FundingChange {}

    /** Payment of the statement was authorised. */
    record DeclarationPaid(UUID declarationId, UUID statementId) implements FundingChange {}

    /** The declaration was voided before it was paid. */
    record VoidingAccepted(UUID declarationId) implements FundingChange {}

    /** The declaration was paid, and no statement is left that could claw the payment back: it stays paid. */
    record VoidingRefused(UUID declarationId) implements FundingChange {}

    /**
     * The declaration was voided after it was paid.
     *
     * @param statementId the statement that will claw the payment back
     */
    record ClawbackAwaited(UUID declarationId, UUID statementId) implements FundingChange {}

    /** Payment of the statement was authorised, less what was paid for this declaration. */
    record DeclarationClawedBack(UUID declarationId, UUID statementId) implements FundingChange {}

    /** The owner published the facts again. Nothing has changed. */
    record FundingRepublished() implements FundingChange, Republished {}
}
