package uk.gov.education.training.schedule.domain;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.events.ContractPeriod;
import uk.gov.education.training.events.ContractPeriod.Milestone;
import uk.gov.education.training.events.ContractPeriod.Schedule;

/** A contract period is opened before it begins, as a copy of the one before it, a year on. */
public final class NextContractPeriod {

    private NextContractPeriod() {}

    /**
     * Why a contract period can't be opened now; empty if it can.
     *
     * @param today the London date
     */
    public static Optional<String> whyNot(int year, List<ContractPeriod> existing, LocalDate today) {
        if (of(year, existing) != null) {
            return Optional.of("Contract period " + year + " exists already. There is nothing to do.");
        }
        @Nullable ContractPeriod previous = of(year - 1, existing);
        if (previous == null) {
            return Optional.of("There is no contract period " + (year - 1) + " to copy. Open that one first.");
        }
        LocalDate startedOn = previous.startedOn().plusYears(1);
        return startedOn.isAfter(today)
                ? Optional.empty()
                : Optional.of("Contract period " + year + " would have begun on " + startedOn
                        + ". One can be opened only before it begins.");
    }

    /**
     * The copy: every date a year later, and payments not frozen.
     *
     * @throws java.util.NoSuchElementException if there is nothing to copy
     */
    public static ContractPeriod of(List<ContractPeriod> existing, int year) {
        ContractPeriod previous = Optional.ofNullable(of(year - 1, existing)).orElseThrow();
        return new ContractPeriod(
                year,
                previous.startedOn().plusYears(1),
                previous.finishedOn().plusYears(1),
                previous.enabled(),
                null,
                previous.mentorFundingEnabled(),
                previous.detailedEvidenceTypesEnabled(),
                previous.upliftFeesEnabled(),
                previous.schedules().stream().map(NextContractPeriod::aYearOn).toList());
    }

    private static Schedule aYearOn(Schedule schedule) {
        return new Schedule(
                schedule.identifier(),
                schedule.milestones().stream()
                        .map(milestone -> new Milestone(
                                milestone.declarationType(),
                                milestone.startDate().plusYears(1),
                                milestone.milestoneDate() == null
                                        ? null
                                        : milestone.milestoneDate().plusYears(1)))
                        .toList());
    }

    private static @Nullable ContractPeriod of(int year, List<ContractPeriod> existing) {
        return existing.stream()
                .filter(period -> period.year() == year)
                .findFirst()
                .orElse(null);
    }
}
