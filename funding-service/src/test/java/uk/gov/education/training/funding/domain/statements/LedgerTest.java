package uk.gov.education.training.funding.domain.statements;

import static org.assertj.core.api.Assertions.assertThat;
import static uk.gov.education.training.events.DeclarationType.COMPLETED;
import static uk.gov.education.training.events.DeclarationType.STARTED;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import uk.gov.education.training.events.Role;
import uk.gov.education.training.funding.domain.statements.DeclarationCount.Entry;

class LedgerTest {

    private static final UUID NOVEMBER = UUID.fromString("00000000-0000-0000-0000-000000000011");
    private static final UUID JANUARY = UUID.fromString("00000000-0000-0000-0000-000000000001");
    private static final UUID APRIL = UUID.fromString("00000000-0000-0000-0000-000000000004");

    private final Ledger ledger = new Ledger(
            Map.of(
                    NOVEMBER, LocalDate.of(2026, 11, 25),
                    JANUARY, LocalDate.of(2027, 1, 25),
                    APRIL, LocalDate.of(2027, 4, 25)),
            List.of(
                    new DeclarationCount(NOVEMBER, Entry.BILLABLE, Role.ECT, STARTED, 5, 2),
                    new DeclarationCount(NOVEMBER, Entry.VOIDED, Role.ECT, STARTED, 7, 0),
                    new DeclarationCount(JANUARY, Entry.BILLABLE, Role.ECT, STARTED, 3, 1),
                    new DeclarationCount(JANUARY, Entry.REFUNDABLE, Role.ECT, STARTED, 1, 1),
                    new DeclarationCount(JANUARY, Entry.BILLABLE, Role.MENTOR, COMPLETED, 4, 0),
                    new DeclarationCount(APRIL, Entry.REFUNDABLE, Role.ECT, STARTED, 2, 0)));

    @Test
    void earlierStatementsCountAsPrevious() {
        assertThat(ledger.declared(NOVEMBER).ects().of(STARTED)).isEqualTo(new CumulativeCounts(0, 0, 5, 0));
        assertThat(ledger.declared(JANUARY).ects().of(STARTED)).isEqualTo(new CumulativeCounts(5, 0, 3, 1));
        assertThat(ledger.declared(APRIL).ects().of(STARTED)).isEqualTo(new CumulativeCounts(8, 1, 0, 2));
    }

    @Test
    void upliftsCountOnlyOnTheStatementItself() {
        assertThat(ledger.declared(JANUARY).ects().billableUplifts()).isEqualTo(1);
        assertThat(ledger.declared(JANUARY).ects().refundableUplifts()).isEqualTo(1);
        assertThat(ledger.declared(APRIL).ects().billableUplifts()).isZero();
    }

    @Test
    void rolesAreCountedSeparately() {
        assertThat(ledger.declared(JANUARY).mentors().of(COMPLETED)).isEqualTo(new CumulativeCounts(0, 0, 4, 0));
        assertThat(ledger.declared(JANUARY).ects().of(COMPLETED)).isEqualTo(CumulativeCounts.NONE);
    }

    @Test
    void voidedDeclarationsAreCountedSeparately() {
        assertThat(ledger.voided(NOVEMBER)).isEqualTo(7);
        assertThat(ledger.voided(JANUARY)).isZero();
    }
}
