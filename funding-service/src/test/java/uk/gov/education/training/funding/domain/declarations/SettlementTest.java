package uk.gov.education.training.funding.domain.declarations;

import static org.assertj.core.api.Assertions.assertThat;
import static uk.gov.education.training.events.Statement.StatementStatus.OPEN;
import static uk.gov.education.training.events.Statement.StatementStatus.PAID;
import static uk.gov.education.training.events.Statement.StatementStatus.PAYABLE;
import static uk.gov.education.training.funding.domain.declarations.FundingFixtures.APRIL;
import static uk.gov.education.training.funding.domain.declarations.FundingFixtures.AUGUST;
import static uk.gov.education.training.funding.domain.declarations.FundingFixtures.DECLARATION;
import static uk.gov.education.training.funding.domain.declarations.FundingFixtures.JANUARY;
import static uk.gov.education.training.funding.domain.declarations.FundingFixtures.NOVEMBER;
import static uk.gov.education.training.funding.domain.declarations.FundingFixtures.statement;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import uk.gov.education.training.events.DeclarationType;
import uk.gov.education.training.events.Declarations.Declaration;
import uk.gov.education.training.events.Statement.StatementStatus;
import uk.gov.education.training.funding.domain.declarations.DeclarationPayment.AwaitingClawback;
import uk.gov.education.training.funding.domain.declarations.DeclarationPayment.ClawedBack;
import uk.gov.education.training.funding.domain.declarations.DeclarationPayment.Eligible;
import uk.gov.education.training.funding.domain.declarations.DeclarationPayment.Paid;
import uk.gov.education.training.funding.domain.declarations.DeclarationPayment.Payable;
import uk.gov.education.training.funding.domain.declarations.DeclarationPayment.Submitted;
import uk.gov.education.training.funding.domain.declarations.DeclarationPayment.Voided;

/** The settlement of one declaration. */
class SettlementTest {

    private static final LocalDate ELIGIBLE = LocalDate.of(2025, 9, 5);
    private static final Declaration SUBMITTED =
            FundingFixtures.declaration(DECLARATION, DeclarationType.STARTED, "2025-10-10T12:00:00Z");

    @Nested
    class Transitions {

        @Test
        void declarationOfEligibleParticipantIsEligibleAtOnce() {
            assertThat(path(new Submitted(), SUBMITTED, ELIGIBLE, null, inNovember(OPEN)))
                    .containsExactly(new Submitted(), new Eligible(NOVEMBER));
        }

        @Test
        void declarationOfIneligibleParticipantStaysSubmitted() {
            assertThat(end(new Submitted(), SUBMITTED, null, null, inNovember(OPEN)))
                    .isEqualTo(new Submitted());
        }

        @Test
        void eligibleDeclarationStaysEligibleWhileItsStatementIsOpen() {
            assertThat(end(new Eligible(NOVEMBER), SUBMITTED, ELIGIBLE, null, inNovember(OPEN)))
                    .isEqualTo(new Eligible(NOVEMBER));
        }

        @Test
        void eligibleDeclarationIsPayableWithItsStatement() {
            assertThat(end(new Eligible(NOVEMBER), SUBMITTED, ELIGIBLE, null, inNovember(PAYABLE)))
                    .isEqualTo(new Payable(NOVEMBER));
        }

        @Test
        void payableDeclarationIsPaidIfThePaymentSettledIt() {
            assertThat(end(new Payable(NOVEMBER), SUBMITTED, ELIGIBLE, NOVEMBER, inNovember(PAID)))
                    .isEqualTo(new Paid(NOVEMBER));
        }

        @Test
        void declarationThatPaymentDidNotSettleIsNotPaid() {
            assertThat(end(new Payable(NOVEMBER), SUBMITTED, ELIGIBLE, null, inNovember(PAID)))
                    .isEqualTo(new Payable(NOVEMBER));
        }

        @Test
        void declarationBehindItsStatementTakesEveryStep() {
            assertThat(path(new Eligible(NOVEMBER), SUBMITTED, ELIGIBLE, NOVEMBER, inNovember(PAID)))
                    .containsExactly(new Eligible(NOVEMBER), new Payable(NOVEMBER), new Paid(NOVEMBER));
        }

        @Test
        void unknownStatementChangesNothing() {
            assertThat(end(new Eligible(NOVEMBER), SUBMITTED, ELIGIBLE, null, List.of()))
                    .isEqualTo(new Eligible(NOVEMBER));
        }

        @ParameterizedTest
        @EnumSource(StatementStatus.class)
        void voidedAndClawedBackAreFinal(StatementStatus status) {
            var statements = List.of(
                    statement(NOVEMBER, status, "2025-10-31"),
                    statement(JANUARY, status, "2025-12-31"),
                    statement(APRIL, status, "2026-03-31"));

            for (UUID settledBy : List.of(NOVEMBER, JANUARY)) {
                assertThat(end(new Voided(NOVEMBER), voided("2025-10-20"), ELIGIBLE, settledBy, statements))
                        .isEqualTo(new Voided(NOVEMBER));
                assertThat(end(
                                new ClawedBack(NOVEMBER, JANUARY),
                                voided("2025-11-20"),
                                ELIGIBLE,
                                settledBy,
                                statements))
                        .isEqualTo(new ClawedBack(NOVEMBER, JANUARY));
            }
        }
    }

    @Nested
    class OnWhichStatement {

        @ParameterizedTest(name = "submitted {0}, eligible {1}: {2}")
        @CsvSource({
            // the earliest statement whose deadline has not passed
            "2025-09-20T12:00:00Z, 2025-09-05, 2025-10-31",
            "2025-11-20T12:00:00Z, 2025-09-05, 2025-12-31",
            // up to the end of the deadline day in London
            "2025-10-31T12:00:00Z, 2025-09-05, 2025-10-31",
            "2025-10-31T23:59:59Z, 2025-09-05, 2025-10-31",
            "2025-11-01T00:00:00Z, 2025-09-05, 2025-12-31",
            "2026-07-31T22:59:59Z, 2025-09-05, 2026-07-31",
            "2026-07-31T23:00:00Z, 2025-09-05, ",
            // later eligibility means a later statement
            "2025-09-20T12:00:00Z, 2025-10-31, 2025-10-31",
            "2025-09-20T12:00:00Z, 2025-11-01, 2025-12-31",
            "2025-11-20T12:00:00Z, 2026-02-01, 2026-03-31"
        })
        void earliestUnpaidStatementOnOrAfterTheDay(
                String submittedAt, LocalDate eligibleFrom, @Nullable LocalDate deadline) {
            var declaration = FundingFixtures.declaration(DECLARATION, DeclarationType.STARTED, submittedAt);

            var end = end(new Submitted(), declaration, eligibleFrom, null, allOpen());

            assertThat(allOpen().stream()
                            .filter(statement -> statement.id().equals(end.statement()))
                            .map(OutputStatement::deadlineDate)
                            .findFirst()
                            .orElse(null))
                    .isEqualTo(deadline);
        }

        /** The declaration was submitted by the deadline, but arrives after it. */
        @Test
        void lateDeclarationGoesOnAPayableStatement() {
            var statements =
                    List.of(statement(NOVEMBER, PAYABLE, "2025-10-31"), statement(JANUARY, OPEN, "2025-12-31"));

            assertThat(path(new Submitted(), SUBMITTED, ELIGIBLE, null, statements))
                    .containsExactly(new Submitted(), new Eligible(NOVEMBER), new Payable(NOVEMBER));
        }

        @Test
        void neverOnAPaidStatement() {
            var statements = List.of(statement(NOVEMBER, PAID, "2025-10-31"), statement(JANUARY, OPEN, "2025-12-31"));

            assertThat(end(new Submitted(), SUBMITTED, ELIGIBLE, null, statements))
                    .isEqualTo(new Eligible(JANUARY));
        }

        @Test
        void withoutStatementItWaits() {
            var declaration = settlement(SUBMITTED, ELIGIBLE, null, List.of());

            assertThat(declaration.path(new Submitted())).containsExactly(new Submitted());
            assertThat(declaration.awaitingStatementSince(new Submitted())).isEqualTo("2025-10-10");
            assertThat(settlement(SUBMITTED, null, null, List.of()).awaitingStatementSince(new Submitted()))
                    .isNull();
        }

        @Test
        void itNeverMovesToAnotherStatement() {
            var statements = List.of(
                    statement(NOVEMBER, OPEN, "2025-10-31"),
                    statement(JANUARY, OPEN, "2025-12-31"),
                    statement(APRIL, PAID, "2026-03-31"));

            assertThat(end(new Eligible(JANUARY), SUBMITTED, ELIGIBLE, null, statements))
                    .isEqualTo(new Eligible(JANUARY));
            assertThat(end(new AwaitingClawback(JANUARY, APRIL), voided("2025-10-12"), ELIGIBLE, JANUARY, statements))
                    .isEqualTo(new AwaitingClawback(JANUARY, APRIL));
        }
    }

    @Nested
    class Voiding {

        static List<DeclarationPayment> unpaid() {
            return List.of(new Eligible(NOVEMBER), new Payable(NOVEMBER));
        }

        @ParameterizedTest
        @MethodSource("unpaid")
        void unpaidDeclarationIsVoidedAndStaysOnItsStatement(DeclarationPayment payment) {
            assertThat(end(payment, voided("2025-11-05"), ELIGIBLE, null, inNovember(PAYABLE)))
                    .isEqualTo(new Voided(NOVEMBER));
        }

        @Test
        void submittedDeclarationIsVoided() {
            assertThat(end(new Submitted(), voided("2025-11-05"), null, null, inNovember(OPEN)))
                    .isEqualTo(new Voided(null));
        }

        @Test
        void unsettledDeclarationOnAPaidStatementIsVoided() {
            assertThat(end(new Payable(NOVEMBER), voided("2025-11-05"), ELIGIBLE, null, allPaidBut(JANUARY)))
                    .isEqualTo(new Voided(NOVEMBER));
        }

        /** The voiding may be dated before the payment, which has been made regardless. */
        @ParameterizedTest
        @MethodSource("unpaid")
        void settledDeclarationIsPaidAndThenClawedBack(DeclarationPayment payment) {
            assertThat(path(payment, voided("2025-11-05"), ELIGIBLE, NOVEMBER, allPaidBut(JANUARY)))
                    .endsWith(new Payable(NOVEMBER), new Paid(NOVEMBER), new AwaitingClawback(NOVEMBER, JANUARY));
        }

        @ParameterizedTest(name = "voided {0}: {1}")
        @CsvSource({
            "2025-11-05, 2025-12-31",
            "2025-12-31, 2025-12-31",
            "2026-01-01, 2026-03-31",
            // voided before the payment: the first unpaid statement
            "2025-10-20, 2025-12-31",
            "2026-08-01, "
        })
        void paidDeclarationIsClawedBackByTheEarliestUnpaidStatement(String day, @Nullable LocalDate deadline) {
            var statements = List.of(
                    statement(NOVEMBER, PAID, "2025-10-31"),
                    statement(JANUARY, PAYABLE, "2025-12-31"),
                    statement(APRIL, OPEN, "2026-03-31"));

            var end = end(new Paid(NOVEMBER), voided(day), ELIGIBLE, NOVEMBER, statements);

            assertThat(statements.stream()
                            .filter(statement -> statement.id().equals(end.clawbackStatement()))
                            .map(OutputStatement::deadlineDate)
                            .findFirst()
                            .orElse(null))
                    .isEqualTo(deadline);
        }

        @Test
        void withoutStatementPaidDeclarationWaitsForClawback() {
            var declaration = settlement(voided("2025-11-05"), ELIGIBLE, NOVEMBER, inNovember(PAID));

            assertThat(declaration.path(new Paid(NOVEMBER))).containsExactly(new Paid(NOVEMBER));
            assertThat(declaration.awaitingStatementSince(new Paid(NOVEMBER))).isEqualTo("2025-11-05");
            assertThat(settlement(SUBMITTED, ELIGIBLE, NOVEMBER, inNovember(PAID))
                            .awaitingStatementSince(new Paid(NOVEMBER)))
                    .isNull();
        }

        @Test
        void awaitingClawbackIsClawedBackOnceThePaymentSettledIt() {
            var awaiting = new AwaitingClawback(NOVEMBER, JANUARY);

            // The original payment still counts as the one that settled it.
            assertThat(end(awaiting, voided("2025-11-05"), ELIGIBLE, NOVEMBER, allPaidBut(APRIL)))
                    .isEqualTo(awaiting);
            assertThat(end(awaiting, voided("2025-11-05"), ELIGIBLE, JANUARY, allPaidBut(APRIL)))
                    .isEqualTo(new ClawedBack(NOVEMBER, JANUARY));
        }

        @Test
        void clawbackDoesNotDependOnPayable() {
            var awaiting = new AwaitingClawback(NOVEMBER, JANUARY);
            var statements =
                    List.of(statement(NOVEMBER, PAID, "2025-10-31"), statement(JANUARY, PAYABLE, "2025-12-31"));

            assertThat(end(awaiting, voided("2025-11-05"), ELIGIBLE, NOVEMBER, statements))
                    .isEqualTo(awaiting);
        }

        /** A statement's number of voided declarations does not depend on when the voiding arrives. */
        @Test
        void declarationVoidedBeforeArrivalStillCountsOnItsStatement() {
            assertThat(path(new Submitted(), voided("2025-10-12"), ELIGIBLE, null, allOpen()))
                    .containsExactly(new Submitted(), new Eligible(NOVEMBER), new Voided(NOVEMBER));
            assertThat(end(new Voided(null), voided("2025-10-12"), ELIGIBLE, null, allOpen()))
                    .isEqualTo(new Voided(NOVEMBER));
        }

        @Test
        void declarationVoidedBeforeEligibilityIsOnNoStatement() {
            assertThat(end(new Submitted(), voided("2025-10-12"), LocalDate.of(2025, 10, 13), null, allOpen()))
                    .isEqualTo(new Voided(null));
        }
    }

    /** A lead provider requests voiding. */
    @Nested
    class VoidingRequested {

        private final Declaration asked = SUBMITTED.withVoidingRequestedAt(Instant.parse("2025-11-05T12:00:00Z"));

        @ParameterizedTest
        @EnumSource(
                value = StatementStatus.class,
                names = {"OPEN", "PAYABLE"})
        void unpaidDeclarationIsVoided(StatementStatus status) {
            var settlement = settlement(asked, ELIGIBLE, null, inNovember(status));

            assertThat(settlement.path(new Eligible(NOVEMBER))).endsWith(new Voided(NOVEMBER));
            assertThat(settlement.refusedRequestIn(new Voided(NOVEMBER))).isNull();
        }

        @Test
        void paidDeclarationIsClawedBackIfAStatementIsLeft() {
            assertThat(path(new Paid(NOVEMBER), asked, ELIGIBLE, NOVEMBER, allPaidBut(APRIL)))
                    .endsWith(new AwaitingClawback(NOVEMBER, APRIL));
        }

        @Test
        void requestIsRefusedIfNoStatementIsLeft() {
            var settlement = settlement(asked, ELIGIBLE, NOVEMBER, inNovember(PAID));

            assertThat(settlement.path(new Payable(NOVEMBER)))
                    .containsExactly(new Payable(NOVEMBER), new Paid(NOVEMBER));
            assertThat(settlement.refusedRequestIn(new Paid(NOVEMBER))).isEqualTo(asked.voidingRequestedAt());
            assertThat(settlement.awaitingStatementSince(new Paid(NOVEMBER))).isNull();
        }

        @Test
        void refusalIsFinalButANewRequestIsPossible() {
            Settlement refused =
                    new Settlement(asked, ELIGIBLE, NOVEMBER, asked.voidingRequestedAt(), allPaidBut(APRIL));
            Settlement again = new Settlement(
                    asked.withVoidingRequestedAt(Instant.parse("2025-11-06T12:00:00Z")),
                    ELIGIBLE,
                    NOVEMBER,
                    asked.voidingRequestedAt(),
                    allPaidBut(APRIL));

            assertThat(refused.path(new Paid(NOVEMBER))).containsExactly(new Paid(NOVEMBER));
            assertThat(refused.refusedRequestIn(new Paid(NOVEMBER))).isEqualTo(asked.voidingRequestedAt());
            assertThat(again.path(new Paid(NOVEMBER))).endsWith(new AwaitingClawback(NOVEMBER, APRIL));
        }
    }

    private static Declaration voided(String day) {
        return SUBMITTED.voided(Instant.parse(day + "T12:00:00Z"));
    }

    private static List<OutputStatement> inNovember(StatementStatus status) {
        return List.of(statement(NOVEMBER, status, "2025-10-31"));
    }

    private static List<OutputStatement> allOpen() {
        // not in order
        return List.of(
                statement(AUGUST, OPEN, "2026-07-31"),
                statement(JANUARY, OPEN, "2025-12-31"),
                statement(NOVEMBER, OPEN, "2025-10-31"),
                statement(APRIL, OPEN, "2026-03-31"));
    }

    private static List<OutputStatement> allPaidBut(UUID open) {
        List<OutputStatement> statements = new ArrayList<>();
        for (OutputStatement statement : allOpen()) {
            StatementStatus status =
                    statement.id().equals(open) || statement.id().equals(AUGUST) ? OPEN : PAID;
            statements.add(
                    new OutputStatement(statement.id(), statement.contractId(), status, statement.deadlineDate()));
        }
        return statements;
    }

    private static Settlement settlement(
            Declaration declaration,
            @Nullable LocalDate eligibleFrom,
            @Nullable UUID settledBy,
            List<OutputStatement> statements) {
        return new Settlement(declaration, eligibleFrom, settledBy, null, statements);
    }

    private static List<DeclarationPayment> path(
            DeclarationPayment from,
            Declaration declaration,
            @Nullable LocalDate eligibleFrom,
            @Nullable UUID settledBy,
            List<OutputStatement> statements) {
        return settlement(declaration, eligibleFrom, settledBy, statements).path(from);
    }

    private static DeclarationPayment end(
            DeclarationPayment from,
            Declaration declaration,
            @Nullable LocalDate eligibleFrom,
            @Nullable UUID settledBy,
            List<OutputStatement> statements) {
        return path(from, declaration, eligibleFrom, settledBy, statements).getLast();
    }
}
