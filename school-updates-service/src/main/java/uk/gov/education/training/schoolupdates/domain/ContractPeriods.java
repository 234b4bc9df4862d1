package uk.gov.education.training.schoolupdates.domain;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import uk.gov.education.training.events.ContractPeriod;

/** The contract periods. Schools and lead providers call them cohorts. */
public record ContractPeriods(List<ContractPeriod> periods) {

    public boolean isEmpty() {
        return periods.isEmpty();
    }

    public Optional<ContractPeriod> forYear(int year) {
        return periods.stream().filter(period -> period.year() == year).findFirst();
    }

    Optional<ContractPeriod> containing(LocalDate date) {
        return periods.stream().filter(period -> period.contains(date)).findFirst();
    }
}
