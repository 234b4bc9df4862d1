package uk.gov.education.training.schedule.domain;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.events.ContractPeriod;
import uk.gov.education.training.events.ContractPeriod.Schedule;
import uk.gov.education.training.events.ContractPeriodChange;
import uk.gov.education.training.events.ContractPeriodChange.ContractPeriodOpened;
import uk.gov.education.training.events.ContractPeriodChange.SchedulesCorrected;

/**
 * What is to be published of the catalogue that came with this version.
 *
 * <ol>
 *   <li>A contract period that was never published opens.
 *   <li>Of one that was, everything stands but its milestones: nobody changes those but a new version of this service,
 *       so where they differ, the new version corrects them.
 *   <li>A contract period that was opened as a copy of the one before is corrected along with it.
 * </ol>
 */
public final class ShippedContractPeriods {

    private final Map<Integer, ContractPeriod> catalogue = new TreeMap<>();
    private final Map<ContractPeriod, ContractPeriodChange> changes = new LinkedHashMap<>();

    private ShippedContractPeriods() {}

    /** The contract periods as they are to be published, each with its change, oldest first. */
    public static Map<ContractPeriod, ContractPeriodChange> toPublish(
            List<ContractPeriod> shipped, List<ContractPeriod> published) {
        ShippedContractPeriods result = new ShippedContractPeriods();
        published.forEach(period -> result.catalogue.put(period.year(), period));
        shipped.forEach(result::open);
        published.stream()
                .filter(period -> shipped.stream().noneMatch(one -> one.year() == period.year()))
                .sorted(Comparator.comparingInt(ContractPeriod::year))
                .forEach(result::follow);
        return result.changes;
    }

    private void open(ContractPeriod shipped) {
        @Nullable ContractPeriod published = catalogue.get(shipped.year());
        if (published == null) {
            keep(shipped, new ContractPeriodOpened(shipped.year()));
        } else {
            correct(published, shipped.schedules());
        }
    }

    private void follow(ContractPeriod copy) {
        @Nullable ContractPeriod before = catalogue.get(copy.year() - 1);
        if (before != null) {
            correct(copy, NextContractPeriod.of(List.of(before), copy.year()).schedules());
        }
    }

    private void correct(ContractPeriod published, List<Schedule> right) {
        List<Schedule> schedules = new ArrayList<>();
        List<String> corrected = new ArrayList<>();
        for (Schedule schedule : published.schedules()) {
            Schedule now = right.stream()
                    .filter(one -> one.identifier().equals(schedule.identifier()))
                    .findFirst()
                    .orElse(schedule);
            schedules.add(now);
            if (!now.equals(schedule)) {
                corrected.add(now.identifier());
            }
        }
        if (!corrected.isEmpty()) {
            keep(with(published, schedules), new SchedulesCorrected(published.year(), corrected));
        }
    }

    private void keep(ContractPeriod period, ContractPeriodChange change) {
        catalogue.put(period.year(), period);
        changes.put(period, change);
    }

    private static ContractPeriod with(ContractPeriod period, List<Schedule> schedules) {
        return new ContractPeriod(
                period.year(),
                period.startedOn(),
                period.finishedOn(),
                period.enabled(),
                period.paymentsFrozenAt(),
                period.mentorFundingEnabled(),
                period.detailedEvidenceTypesEnabled(),
                period.upliftFeesEnabled(),
                schedules);
    }
}
