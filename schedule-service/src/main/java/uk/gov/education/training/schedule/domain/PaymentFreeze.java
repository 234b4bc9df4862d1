package uk.gov.education.training.schedule.domain;

import java.time.Instant;
import uk.gov.education.training.events.ContractPeriod;
import uk.gov.education.training.platform.rules.Verdict;

/** Freezes the payments of a contract period for good, which closes its cohort. */
public final class PaymentFreeze {

    private PaymentFreeze() {}

    /**
     * Decides whether payments can be frozen. A freeze that has not begun can be changed.
     *
     * @param from the time from which payments are frozen
     * @param at the domain's time of the request
     */
    public static Verdict<ContractPeriod> decide(ContractPeriod period, Instant from, Instant at) {
        if (period.paymentsFrozen(at)) {
            return Verdict.refused(
                    "payments_frozen_at",
                    "Payments of contract period " + period.year() + " have been frozen since "
                            + period.paymentsFrozenAt() + ".");
        }
        return from.isBefore(at)
                ? Verdict.refused(
                        "payments_frozen_at",
                        "You can't freeze payments from a past date: decisions have already been made. Leave the time"
                                + " out to freeze them now.")
                : Verdict.accepted(period.withPaymentsFrozenAt(from));
    }
}
