package uk.gov.education.training.funding.domain.declarations;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.events.FundingChange;
import uk.gov.education.training.events.FundingChange.ClawbackAwaited;
import uk.gov.education.training.events.FundingChange.DeclarationClawedBack;
import uk.gov.education.training.events.FundingChange.DeclarationMadeEligible;
import uk.gov.education.training.events.FundingChange.DeclarationMadePayable;
import uk.gov.education.training.events.FundingChange.DeclarationPaid;
import uk.gov.education.training.events.FundingChange.VoidingAccepted;
import uk.gov.education.training.events.FundingPosition.DeclarationFunding;
import uk.gov.education.training.events.FundingPosition.DeclarationState;

/**
 * The payment state of a declaration. Each state has only the legal transitions, so any other does not compile. No
 * transition moves a declaration to another statement.
 *
 * <pre>
 *   {@link Submitted} ──▶ {@link Eligible} ──▶ {@link Payable} ──▶ {@link Paid} ──▶ {@link AwaitingClawback} ──▶ {@link ClawedBack}
 *       │             │            │
 *       └─────────────┴────────────┴──▶ {@link Voided}
 * </pre>
 */
public sealed interface DeclarationPayment {

    /** Not payable yet: the participant is not eligible, or no statement can pay for it. */
    record Submitted() implements DeclarationPayment {

        public Eligible eligible(UUID statementId) {
            return new Eligible(statementId);
        }

        public Voided voided() {
            return new Voided(null);
        }
    }

    /** On a statement. */
    record Eligible(UUID statementId) implements DeclarationPayment {

        public Payable payable() {
            return new Payable(statementId);
        }

        public Voided voided() {
            return new Voided(statementId);
        }
    }

    /** On a statement whose deadline has passed. */
    record Payable(UUID statementId) implements DeclarationPayment {

        public Paid paid() {
            return new Paid(statementId);
        }

        public Voided voided() {
            return new Voided(statementId);
        }
    }

    /** On a statement whose payment was authorised. */
    record Paid(UUID statementId) implements DeclarationPayment {

        public AwaitingClawback awaitingClawback(UUID clawbackStatementId) {
            return new AwaitingClawback(statementId, clawbackStatementId);
        }
    }

    /**
     * Voided before it was paid. Final.
     *
     * @param statementId the statement that counts it as voided; null if it was on none. Not published
     */
    record Voided(@Nullable UUID statementId) implements DeclarationPayment {}

    /** Voided after it was paid, and assigned to a statement that will claw the payment back. */
    record AwaitingClawback(UUID statementId, UUID clawbackStatementId) implements DeclarationPayment {

        public ClawedBack clawedBack() {
            return new ClawedBack(statementId, clawbackStatementId);
        }
    }

    /** Clawed back by a statement whose payment was authorised. Final. */
    record ClawedBack(UUID statementId, UUID clawbackStatementId) implements DeclarationPayment {}

    /** The published form; null for a submitted declaration, which is not published. */
    default @Nullable DeclarationFunding published(UUID declarationId) {
        DeclarationState state = state();
        return switch (this) {
            case Submitted() -> null;
            case Eligible(UUID statement) -> new DeclarationFunding(declarationId, state, statement, null);
            case Payable(UUID statement) -> new DeclarationFunding(declarationId, state, statement, null);
            case Paid(UUID statement) -> new DeclarationFunding(declarationId, state, statement, null);
            case Voided ignored -> new DeclarationFunding(declarationId, state, null, null);
            case AwaitingClawback(UUID statement, UUID clawback) ->
                new DeclarationFunding(declarationId, state, statement, clawback);
            case ClawedBack(UUID statement, UUID clawback) ->
                new DeclarationFunding(declarationId, state, statement, clawback);
        };
    }

    /**
     * The event to publish when a declaration reaches this state; null for submitted, which the declarations topic has.
     */
    default @Nullable FundingChange reached(UUID declarationId) {
        return switch (this) {
            case Submitted() -> null;
            case Eligible(UUID statement) -> new DeclarationMadeEligible(declarationId, statement);
            case Payable(UUID statement) -> new DeclarationMadePayable(declarationId, statement);
            case Paid(UUID statement) -> new DeclarationPaid(declarationId, statement);
            case Voided ignored -> new VoidingAccepted(declarationId);
            case AwaitingClawback(UUID ignored, UUID clawback) -> new ClawbackAwaited(declarationId, clawback);
            case ClawedBack(UUID ignored, UUID clawback) -> new DeclarationClawedBack(declarationId, clawback);
        };
    }

    /** The states are ordered: a declaration never returns to an earlier one. */
    default DeclarationState state() {
        return switch (this) {
            case Submitted() -> DeclarationState.SUBMITTED;
            case Eligible ignored -> DeclarationState.ELIGIBLE;
            case Payable ignored -> DeclarationState.PAYABLE;
            case Paid ignored -> DeclarationState.PAID;
            case Voided ignored -> DeclarationState.VOIDED;
            case AwaitingClawback ignored -> DeclarationState.AWAITING_CLAWBACK;
            case ClawedBack ignored -> DeclarationState.CLAWED_BACK;
        };
    }

    /** The statement that pays for it or counts it as voided. */
    default @Nullable UUID statement() {
        return switch (this) {
            case Submitted() -> null;
            case Eligible(UUID statement) -> statement;
            case Payable(UUID statement) -> statement;
            case Paid(UUID statement) -> statement;
            case Voided(UUID statement) -> statement;
            case AwaitingClawback(UUID statement, UUID ignored) -> statement;
            case ClawedBack(UUID statement, UUID ignored) -> statement;
        };
    }

    /** The statement that claws it back. */
    default @Nullable UUID clawbackStatement() {
        return switch (this) {
            case AwaitingClawback(UUID ignored, UUID clawback) -> clawback;
            case ClawedBack(UUID ignored, UUID clawback) -> clawback;
            case Submitted ignored -> null;
            case Eligible ignored -> null;
            case Payable ignored -> null;
            case Paid ignored -> null;
            case Voided ignored -> null;
        };
    }

    /** Restores a stored or published state. */
    static DeclarationPayment of(
            DeclarationState state, @Nullable UUID statementId, @Nullable UUID clawbackStatementId) {
        return switch (state) {
            case SUBMITTED -> new Submitted();
            case ELIGIBLE -> new Eligible(required(statementId));
            case PAYABLE -> new Payable(required(statementId));
            case PAID -> new Paid(required(statementId));
            case VOIDED -> new Voided(statementId);
            case AWAITING_CLAWBACK -> new AwaitingClawback(required(statementId), required(clawbackStatementId));
            case CLAWED_BACK -> new ClawedBack(required(statementId), required(clawbackStatementId));
        };
    }

    private static UUID required(@Nullable UUID statementId) {
        if (statementId == null) {
            throw new IllegalArgumentException("This state must have a statement");
        }
        return statementId;
    }
}
