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
 * Where the money of a declaration stands. Each state has the moves that are legal from it, and no others: what isn't
 * drawn here does not compile. No move takes a declaration to another statement.
 *
 * <pre>
 *   {@link Submitted} ──▶ {@link Eligible} ──▶ {@link Payable} ──▶ {@link Paid} ──▶ {@link AwaitingClawback} ──▶ {@link ClawedBack}
 *       │             │            │
 *       └─────────────┴────────────┴──▶ {@link Voided}
 * </pre>
 */
public sealed interface DeclarationPayment {

    /** Nothing is due for it yet: its participant is not eligible, or there is no statement that could pay. */
    record Submitted() implements DeclarationPayment {

        public Eligible eligible(UUID statementId) {
            return new Eligible(statementId);
        }

        public Voided voided() {
            return new Voided(null);
        }
    }

    /** It is on a statement. */
    record Eligible(UUID statementId) implements DeclarationPayment {

        public Payable payable() {
            return new Payable(statementId);
        }

        public Voided voided() {
            return new Voided(statementId);
        }
    }

    /** Its statement's deadline has passed. */
    record Payable(UUID statementId) implements DeclarationPayment {

        public Paid paid() {
            return new Paid(statementId);
        }

        public Voided voided() {
            return new Voided(statementId);
        }
    }

    /** Its statement's payment was authorised. */
    record Paid(UUID statementId) implements DeclarationPayment {

        public AwaitingClawback awaitingClawback(UUID clawbackStatementId) {
            return new AwaitingClawback(statementId, clawbackStatementId);
        }
    }

    /**
     * It was voided before it was paid, for good.
     *
     * @param statementId that it was on, and is counted among the voided ones of; nobody else is told
     */
    record Voided(@Nullable UUID statementId) implements DeclarationPayment {}

    /** It was voided after it was paid, and a statement is to claw that back. */
    record AwaitingClawback(UUID statementId, UUID clawbackStatementId) implements DeclarationPayment {

        public ClawedBack clawedBack() {
            return new ClawedBack(statementId, clawbackStatementId);
        }
    }

    /** The payment of the statement that claws back was authorised, for good. */
    record ClawedBack(UUID statementId, UUID clawbackStatementId) implements DeclarationPayment {}

    /** As it is published; null of a declaration that is submitted and no more. */
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

    /** What is said when a declaration gets here; null of a submission, about which its lead provider said it. */
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

    /** The states in the order in which they are reached; from paid on there is no voiding. */
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

    /** Which statement counts it, for whatever. */
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

    /** Which statement claws it back. */
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

    /** As it was stored or published. */
    static DeclarationPayment of(
            DeclarationState state, @Nullable UUID statementId, @Nullable UUID clawbackStatementId) {
        return switch (state) {
            case SUBMITTED -> new Submitted();
            case ELIGIBLE -> new Eligible(known(statementId));
            case PAYABLE -> new Payable(known(statementId));
            case PAID -> new Paid(known(statementId));
            case VOIDED -> new Voided(statementId);
            case AWAITING_CLAWBACK -> new AwaitingClawback(known(statementId), known(clawbackStatementId));
            case CLAWED_BACK -> new ClawedBack(known(statementId), known(clawbackStatementId));
        };
    }

    private static UUID known(@Nullable UUID statementId) {
        if (statementId == null) {
            throw new IllegalArgumentException("A state with a statement was kept without it");
        }
        return statementId;
    }
}
