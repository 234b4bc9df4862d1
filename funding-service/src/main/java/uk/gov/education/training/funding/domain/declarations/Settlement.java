package uk.gov.education.training.funding.domain.declarations;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.events.Declarations.Declaration;
import uk.gov.education.training.events.London;
import uk.gov.education.training.events.Statement.StatementStatus;
import uk.gov.education.training.funding.domain.declarations.DeclarationPayment.AwaitingClawback;
import uk.gov.education.training.funding.domain.declarations.DeclarationPayment.ClawedBack;
import uk.gov.education.training.funding.domain.declarations.DeclarationPayment.Eligible;
import uk.gov.education.training.funding.domain.declarations.DeclarationPayment.Paid;
import uk.gov.education.training.funding.domain.declarations.DeclarationPayment.Payable;
import uk.gov.education.training.funding.domain.declarations.DeclarationPayment.Submitted;
import uk.gov.education.training.funding.domain.declarations.DeclarationPayment.Voided;

/**
 * Decides the payment state of one declaration.
 *
 * <ol>
 *   <li>Once the participant is eligible, the declaration goes on the unpaid output statement with the earliest
 *       deadline on or after its reference day: the day of its submission or of eligibility, whichever is later. If
 *       there is no such statement, it waits for one. It never moves to another. Only days count, not when this service
 *       receives the declaration: a late one can go on a payable statement, but not on a paid one.
 *   <li>It becomes payable with its statement. It becomes paid if the authorised payment settled it.
 *   <li>Voided before that payment, it becomes voided. Voided later, it is clawed back by the unpaid output statement
 *       with the earliest deadline on or after the day of the voiding, as soon as there is one. It is clawed back once
 *       the payment of that statement settled it.
 *   <li>If the lead provider requests voiding, the same rules apply. But if it is paid and no statement can claw it
 *       back, the request is refused for good.
 *   <li>A declaration that was voided before this service received it still goes through the statement that it would
 *       have been on, so that a statement's number of voided declarations does not depend on delivery times.
 * </ol>
 *
 * <p>A declaration takes all possible steps at once.
 *
 * @param eligibleFrom the day from which the participant is eligible in the role; null if not eligible
 * @param settledBy the paid statement that last paid for it or clawed it back
 * @param refusedRequest the time of a request to void it that was refused before; null if there is none
 * @param statements the output statements of its lead provider and cohort
 */
record Settlement(
        Declaration declaration,
        @Nullable LocalDate eligibleFrom,
        @Nullable UUID settledBy,
        @Nullable Instant refusedRequest,
        Collection<OutputStatement> statements) {

    /** The states from the current one to the final one, in order. Contains both. */
    List<DeclarationPayment> path(DeclarationPayment from) {
        List<DeclarationPayment> path = new ArrayList<>();
        boolean neverOnStatement = from instanceof Voided && from.statement() == null;
        DeclarationPayment here = neverOnStatement && voidedOn() != null ? new Submitted() : from;
        path.add(here);
        for (DeclarationPayment next = next(here); !next.equals(here); next = next(here)) {
            path.add(next);
            here = next;
        }
        return path;
    }

    /** The earliest deadline of the statement that it waits for; null if it waits for none. */
    @Nullable
    LocalDate awaitingStatementSince(DeclarationPayment here) {
        return switch (here) {
            case Submitted ignored -> eligibleFrom == null ? null : countsFrom(eligibleFrom);
            case Paid ignored -> declaration.isVoided() ? voidedOn() : null;
            case Eligible ignored -> null;
            case Payable ignored -> null;
            case Voided ignored -> null;
            case AwaitingClawback ignored -> null;
            case ClawedBack ignored -> null;
        };
    }

    /** The time of a request to void it that is refused in this state; null if there is none. */
    @Nullable
    Instant refusedRequestIn(DeclarationPayment here) {
        return here instanceof Paid && !declaration.isVoided() ? declaration.voidingRequestedAt() : null;
    }

    private DeclarationPayment next(DeclarationPayment here) {
        return switch (here) {
            case Submitted submitted -> next(submitted);
            case Eligible eligible -> next(eligible);
            case Payable payable -> next(payable);
            case Paid paid -> next(paid);
            case AwaitingClawback awaiting ->
                isSettledBy(awaiting.clawbackStatementId()) ? awaiting.clawedBack() : awaiting;
            case Voided end -> end;
            case ClawedBack end -> end;
        };
    }

    private DeclarationPayment next(Submitted submitted) {
        LocalDate voidedOn = voidedOn();
        LocalDate eligible = eligibleFrom;
        if (eligible != null && (voidedOn == null || !eligible.isAfter(voidedOn))) {
            var statement = OutputStatement.next(statements, countsFrom(eligible));
            if (statement.isPresent()) {
                return submitted.eligible(statement.get().id());
            }
        }
        return voidedOn == null ? submitted : submitted.voided();
    }

    private DeclarationPayment next(Eligible eligible) {
        if (voidedOn() != null && !isSettledBy(eligible.statementId())) {
            return eligible.voided();
        }
        return hasStatus(eligible.statementId(), StatementStatus.PAYABLE)
                        || hasStatus(eligible.statementId(), StatementStatus.PAID)
                ? eligible.payable()
                : eligible;
    }

    private DeclarationPayment next(Payable payable) {
        if (isSettledBy(payable.statementId())) {
            return payable.paid();
        }
        return voidedOn() != null ? payable.voided() : payable;
    }

    private DeclarationPayment next(Paid paid) {
        LocalDate voidedOn = voidedOn();
        return voidedOn == null
                ? paid
                : OutputStatement.next(statements, voidedOn)
                        .<DeclarationPayment>map(statement -> paid.awaitingClawback(statement.id()))
                        .orElse(paid);
    }

    private boolean isSettledBy(UUID statementId) {
        return statementId.equals(settledBy) && hasStatus(statementId, StatementStatus.PAID);
    }

    private boolean hasStatus(UUID statementId, StatementStatus status) {
        return statements.stream()
                .anyMatch(statement -> statement.id().equals(statementId) && statement.status() == status);
    }

    private LocalDate countsFrom(LocalDate eligible) {
        LocalDate submittedOn = London.dateOf(declaration.submittedAt());
        return submittedOn.isAfter(eligible) ? submittedOn : eligible;
    }

    private @Nullable LocalDate voidedOn() {
        Instant at = declaration.isVoided() ? declaration.voidedAt() : requested();
        return at == null ? null : London.dateOf(at);
    }

    /** The time of a request that was not refused. A refusal is final, whichever statements open later. */
    private @Nullable Instant requested() {
        Instant requested = declaration.voidingRequestedAt();
        return requested == null || requested.equals(refusedRequest) ? null : requested;
    }
}
