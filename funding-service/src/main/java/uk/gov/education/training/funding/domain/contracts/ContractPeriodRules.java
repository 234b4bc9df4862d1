package uk.gov.education.training.funding.domain.contracts;

import java.time.Instant;
import java.util.Optional;
import uk.gov.education.training.events.ContractPeriod;
import uk.gov.education.training.platform.rules.Verdict;

/** The rules for contracts that depend on the contract period. */
public final class ContractPeriodRules {

    private static final String COHORT = "cohort";

    private ContractPeriodRules() {}

    /** A contract needs a contract period of its cohort. */
    public static Verdict<ContractPeriod> requireExists(Optional<ContractPeriod> period) {
        return period.map(Verdict::accepted)
                .orElseGet(() -> Verdict.refused(
                        COHORT,
                        "There is no contract period for this year. DfE operations must open one in schedule-service"
                                + " (POST /api/v1/contract-periods) before it begins."));
    }

    /** No contract of a cohort is agreed or changed while the cohort's payments are frozen. */
    public static Verdict<Integer> requireNotFrozen(int cohort, Optional<ContractPeriod> period, Instant at) {
        return period.isPresent() && period.get().paymentsFrozen(at)
                ? Verdict.refused(
                        COHORT,
                        "The payments of " + cohort
                                + " are frozen. You can't agree or change contracts of this cohort.")
                : Verdict.accepted(cohort);
    }
}
