package uk.gov.education.training.schedule.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static uk.gov.education.training.schedule.domain.ReferenceSchedules.beforeCorrection;
import static uk.gov.education.training.schedule.domain.ReferenceSchedules.contractPeriod;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import uk.gov.education.training.events.ContractPeriod;
import uk.gov.education.training.events.ContractPeriodChange;
import uk.gov.education.training.events.ContractPeriodChange.ContractPeriodOpened;
import uk.gov.education.training.events.ContractPeriodChange.SchedulesCorrected;

class ShippedContractPeriodsTest {

    private static final List<ContractPeriod> SHIPPED = List.of(contractPeriod(2025), contractPeriod(2026));
    private static final List<String> WRONG =
            List.of("ecf-extended-september", "ecf-reduced-september", "ecf-replacement-september");

    @Test
    void unpublishedContractPeriodIsOpened() {
        assertThat(ShippedContractPeriods.toPublish(SHIPPED, List.of(contractPeriod(2025))))
                .isEqualTo(Map.of(contractPeriod(2026), new ContractPeriodOpened(2026)));
    }

    @Test
    void contractPeriodWithOtherMilestonesIsCorrectedOnce() {
        Map<ContractPeriod, ContractPeriodChange> changes =
                ShippedContractPeriods.toPublish(SHIPPED, List.of(contractPeriod(2025), beforeCorrection(2026)));

        assertThat(changes).isEqualTo(Map.of(contractPeriod(2026), new SchedulesCorrected(2026, WRONG)));
        assertThat(ShippedContractPeriods.toPublish(
                        SHIPPED,
                        List.of(
                                contractPeriod(2025),
                                changes.keySet().iterator().next())))
                .isEmpty();
    }

    @Test
    void copiesAreCorrectedWithTheirContractPeriod() {
        ContractPeriod of2027 = NextContractPeriod.copyOf(SHIPPED.getLast());
        ContractPeriod of2028 = NextContractPeriod.copyOf(of2027);

        assertThat(ShippedContractPeriods.toPublish(
                        SHIPPED,
                        List.of(
                                beforeCorrection(2028),
                                contractPeriod(2025),
                                beforeCorrection(2026),
                                beforeCorrection(2027))))
                .isEqualTo(Map.of(
                        contractPeriod(2026),
                        new SchedulesCorrected(2026, WRONG),
                        of2027,
                        new SchedulesCorrected(2027, WRONG),
                        of2028,
                        new SchedulesCorrected(2028, WRONG)));
    }

    @Test
    void correctionLeavesFrozenPaymentsFrozen() {
        Instant frozen = Instant.parse("2028-07-01T10:00:00Z");

        assertThat(ShippedContractPeriods.toPublish(
                        SHIPPED,
                        List.of(contractPeriod(2025), beforeCorrection(2026).withPaymentsFrozenAt(frozen))))
                .containsOnlyKeys(contractPeriod(2026).withPaymentsFrozenAt(frozen));
    }
}
