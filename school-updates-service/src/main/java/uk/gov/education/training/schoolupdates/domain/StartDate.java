package uk.gov.education.training.schoolupdates.domain;

import static java.util.Comparator.naturalOrder;

import java.time.LocalDate;
import java.util.Optional;
import uk.gov.education.training.events.ContractPeriod;
import uk.gov.education.training.platform.rules.Reason;

/** Checks the start date of a registration. */
final class StartDate {

    private StartDate() {}

    static Optional<Reason> of(LocalDate startedOn, RuleContext ruleContext) {
        LocalDate today = ruleContext.reportContext().today();
        ContractPeriods contractPeriods = ruleContext.contractPeriods();
        Optional<LocalDate> earliest = contractPeriods
                .containing(today)
                .flatMap(current -> contractPeriods.periods().stream()
                        .filter(period -> period.year() >= current.year() - 2)
                        .map(ContractPeriod::startedOn)
                        .min(naturalOrder()));
        if (earliest.isPresent() && startedOn.isBefore(earliest.get())) {
            return Optional.of(new Reason("started_on", "The start date can't be before " + earliest.get() + "."));
        }
        boolean open = startedOn.isBefore(today)
                || contractPeriods
                        .containing(startedOn)
                        .filter(ContractPeriod::enabled)
                        .isPresent();
        return open
                ? Optional.empty()
                : Optional.of(new Reason("started_on", "Registration for this start date is not open."));
    }
}
