package uk.gov.education.training.funding.domain.statements;

import static org.assertj.core.api.Assertions.assertThat;
import static uk.gov.education.training.funding.domain.VerdictContent.reasons;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import uk.gov.education.training.events.Statement.FeeType;
import uk.gov.education.training.events.Statement.StatementStatus;
import uk.gov.education.training.platform.rules.Reason;

class StatementTransitionsTest {

    private static final LocalDate DEADLINE = LocalDate.of(2025, 10, 31);

    @ParameterizedTest(name = "{0}, {1} on {2}: {3}")
    @CsvSource({
        "OUTPUT,  OPEN,    2025-10-30, false",
        "OUTPUT,  OPEN,    2025-10-31, false",
        "OUTPUT,  OPEN,    2025-11-01, true",
        "OUTPUT,  OPEN,    2026-03-01, true",
        "OUTPUT,  PAYABLE, 2025-11-01, false",
        "OUTPUT,  PAID,    2025-11-01, false",
        "SERVICE, OPEN,    2025-11-01, false"
    })
    void openOutputStatementBecomesPayableTheDayAfterItsDeadline(
            FeeType feeType, StatementStatus status, LocalDate today, boolean becomesPayable) {
        assertThat(StatementTransitions.becomesPayable(feeType, status, DEADLINE, today))
                .isEqualTo(becomesPayable);
    }

    @ParameterizedTest(name = "{0}, {1} on {2}: {3}")
    @CsvSource({
        "OUTPUT,  OPEN,    2025-11-01, ",
        "OUTPUT,  OPEN,    2025-10-31, has not passed",
        "OUTPUT,  PAYABLE, 2025-11-01, payable already",
        "OUTPUT,  PAID,    2025-11-01, paid already",
        "SERVICE, OPEN,    2025-11-01, service fee only"
    })
    void makingPayableIsRefusedWithAReason(
            FeeType feeType, StatementStatus status, LocalDate today, @Nullable String detail) {
        var reasons = reasons(StatementTransitions.makePayable(feeType, status, DEADLINE, today));

        assertThat(reasons.isEmpty()).isEqualTo(detail == null);
        assertThat(reasons).allSatisfy(reason -> assertThat(reason.detail()).contains(String.valueOf(detail)));
    }

    @ParameterizedTest(name = "{0}, {1}, something to settle {2}, on {3}: {4}")
    @CsvSource({
        "OUTPUT,  PAYABLE, true,  2025-11-01, ",
        "OUTPUT,  PAYABLE, true,  2025-10-31, has not passed",
        "OUTPUT,  PAYABLE, false, 2025-11-01, no declaration to pay for or to claw back",
        "OUTPUT,  OPEN,    true,  2025-11-01, still open",
        "OUTPUT,  PAID,    true,  2025-11-01, paid already",
        "SERVICE, OPEN,    true,  2025-11-01, service fee only"
    })
    void payableOutputStatementIsPaidIfItHasSomethingToSettle(
            FeeType feeType, StatementStatus status, boolean toSettle, LocalDate today, @Nullable String detail) {
        var reasons = reasons(StatementTransitions.authorisePayment(feeType, status, DEADLINE, toSettle, today));

        assertThat(reasons.isEmpty()).isEqualTo(detail == null);
        assertThat(reasons).allSatisfy(reason -> assertThat(reason.detail()).contains(String.valueOf(detail)));
    }

    @Test
    void earlierStatementsMustBePaidFirst() {
        UUID january = new UUID(0, 1);
        UUID november = new UUID(0, 11);

        assertThat(reasons(StatementTransitions.requirePaymentOrder(new TreeMap<>())))
                .isEmpty();
        assertThat(reasons(StatementTransitions.requirePaymentOrder(
                        new TreeMap<>(Map.of(YearMonth.of(2027, 1), january, YearMonth.of(2026, 11), november)))))
                .singleElement()
                .extracting(Reason::detail)
                .asString()
                .contains("Authorise first: 2026-11 (" + november + "), 2027-01 (" + january + ").");
    }
}
