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
 * What becomes of a declaration's money.
 *
 * <ol>
 *   <li>Once its participant is eligible it is on the unpaid output statement with the earliest deadline that is not
 *       before the day from which it counts: that of its submission or, if later, that of eligibility. The day of the
 *       deadline still counts. Without such a statement it waits for one. It never moves to another. Which statement it
 *       is follows from days, not from when this service hears of them: who is late finds it payable already, and only
 *       one that is paid can't be added to.
 *   <li>With its statement it becomes payable and, if the authorised payment counted it, paid.
 *   <li>If it is voided before the payment counted it, it is voided. After that it is clawed back by the unpaid output
 *       statement with the earliest deadline that is not before the day of the voiding, as soon as there is one, and
 *       has been once that statement's payment counted it.
 *   <li>Where its lead provider only asks whether it can still be voided, it is voided or clawed back likewise, and if
 *       it is paid and no statement is left to claw that back, voiding is refused, once and for all.
 *   <li>A declaration that was voided before this service heard of it was on a statement all the same, if it could have
 *       been: a statement counts the same voided ones however late it is told.
 * </ol>
 *
 * It takes every step that it can at once.
 *
 * @param eligibleFrom when its participant became eligible in its role; null if they have not
 * @param countedBy the statement whose payment counted it last
 * @param refused the time of the request to void it that was refused before; null if none was
 * @param statements the output statements of its lead provider and cohort
 */
record Settlement(
        Declaration declaration,
        @Nullable LocalDate eligibleFrom,
        @Nullable UUID countedBy,
        @Nullable Instant refused,
        Collection<OutputStatement> statements) {

    /** Everything that the declaration passes, in order, from where it stands to where it belongs. */
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

    /** While a statement is due but there is none: the day on or after which its deadline must be. */
    @Nullable
    LocalDate waitsFrom(DeclarationPayment here) {
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

    /** The time of the request to void it that can't be granted where it stands; null if there is none. */
    @Nullable
    Instant refuses(DeclarationPayment here) {
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
        return is(eligible.statementId(), StatementStatus.PAYABLE) || is(eligible.statementId(), StatementStatus.PAID)
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
        return statementId.equals(countedBy) && is(statementId, StatementStatus.PAID);
    }

    private boolean is(UUID statementId, StatementStatus status) {
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

    /** The time of a request that was not refused; a refused one stays so, whatever statements there are later. */
    private @Nullable Instant requested() {
        Instant requested = declaration.voidingRequestedAt();
        return requested == null || requested.equals(refused) ? null : requested;
    }
}
