package uk.gov.education.training.schedule.domain;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import uk.gov.education.training.events.ContractPeriod;
import uk.gov.education.training.events.ContractPeriod.Milestone;
import uk.gov.education.training.events.ContractPeriod.Schedule;
import uk.gov.education.training.platform.rules.Verdict;

/** Opens a contract period before it begins, as a copy of the previous one with every date a year later. */
public final class NextContractPeriod {

    private NextContractPeriod() {}

    /** @param today the London date */
    public static Verdict<ContractPeriod> decide(int year, List<ContractPeriod> existing, LocalDate today) {
        if (find(year, existing).isPresent()) {
            return Verdict.refused("year", "Contract period " + year + " already exists.");
        }
        Optional<ContractPeriod> previous = find(year - 1, existing);
        if (previous.isEmpty()) {
            return Verdict.refused(
                    "year", "There is no contract period " + (year - 1) + " to copy. Open that one first.");
        }
        ContractPeriod next = copyOf(previous.get());
        return next.startedOn().isAfter(today)
                ? Verdict.accepted(next)
                : Verdict.refused(
                        "year",
                        "Contract period " + year + " would have begun on " + next.startedOn()
                                + ". You can open a contract period only before it begins.");
    }

    /** Copies a contract period for the next year. Payments of the copy are not frozen. */
    static ContractPeriod copyOf(ContractPeriod previous) {
        return previous.with()
                .year(previous.year() + 1)
                .startedOn(previous.startedOn().plusYears(1))
                .finishedOn(previous.finishedOn().plusYears(1))
                .paymentsFrozenAt(null)
                .schedules(previous.schedules().stream()
                        .map(NextContractPeriod::copyOf)
                        .toList())
                .build();
    }

    private static Schedule copyOf(Schedule schedule) {
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

    private static Optional<ContractPeriod> find(int year, List<ContractPeriod> existing) {
        return existing.stream().filter(period -> period.year() == year).findFirst();
    }
}
