package uk.gov.education.training.schedule.domain;

import java.time.Instant;
import java.util.Optional;
import uk.gov.education.training.events.ContractPeriod;

/** The payments of a contract period freeze: its cohort is closed, for good. */
public final class PaymentFreeze {

    private PaymentFreeze() {}

    /**
     * Why payments can't be frozen from then on; empty if they can. A date that is still to come may be changed.
     *
     * @param from from when on
     * @param at the domain's time of the request
     */
    public static Optional<String> whyNot(ContractPeriod period, Instant from, Instant at) {
        if (period.paymentsFrozen(at)) {
            return Optional.of("Payments of contract period " + period.year() + " have been frozen since "
                    + period.paymentsFrozenAt() + ". There is nothing to do.");
        }
        if (from.isBefore(at)) {
            return Optional.of("Payments can't be frozen in the past, by which much has been decided. Leave the time"
                    + " out to freeze them now.");
        }
        return Optional.empty();
    }

    public static ContractPeriod frozen(ContractPeriod period, Instant from) {
        return new ContractPeriod(
                period.year(),
                period.startedOn(),
                period.finishedOn(),
                period.enabled(),
                from,
                period.mentorFundingEnabled(),
                period.detailedEvidenceTypesEnabled(),
                period.upliftFeesEnabled(),
                period.schedules());
    }
}
