package uk.gov.education.training.schedule.rest;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.events.ContractPeriod;

/**
 * A contract period at the time of the request.
 *
 * @param paymentsFrozen whether the cohort is closed then
 */
record ContractPeriodView(
        int year,
        LocalDate startedOn,
        LocalDate finishedOn,
        boolean enabled,
        boolean paymentsFrozen,
        @Nullable Instant paymentsFrozenAt,
        boolean mentorFundingEnabled,
        boolean detailedEvidenceTypesEnabled,
        boolean upliftFeesEnabled) {

    static ContractPeriodView of(ContractPeriod period, Instant at) {
        return new ContractPeriodView(
                period.year(),
                period.startedOn(),
                period.finishedOn(),
                period.enabled(),
                period.paymentsFrozen(at),
                period.paymentsFrozenAt(),
                period.mentorFundingEnabled(),
                period.detailedEvidenceTypesEnabled(),
                period.upliftFeesEnabled());
    }
}
