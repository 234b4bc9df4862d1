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
 * Finds what to publish of the contract periods that this version ships.
 *
 * <ol>
 *   <li>A contract period that was never published is opened.
 *   <li>If the milestones of a published one differ, they are corrected: only a new version of this service changes
 *       milestones. Its other attributes stay as published.
 *   <li>A contract period that was opened as a copy of the previous one is corrected with it.
 * </ol>
 */
public final class ShippedContractPeriods {

    private final Map<Integer, ContractPeriod> byYear = new TreeMap<>();
    private final Map<ContractPeriod, ContractPeriodChange> changes = new LinkedHashMap<>();

    private ShippedContractPeriods() {}

    /** Returns the contract periods to publish with their changes, oldest first. */
    public static Map<ContractPeriod, ContractPeriodChange> toPublish(
            List<ContractPeriod> shipped, List<ContractPeriod> published) {
        ShippedContractPeriods result = new ShippedContractPeriods();
        published.forEach(period -> result.byYear.put(period.year(), period));
        shipped.forEach(result::openOrCorrect);
        published.stream()
                .filter(period -> shipped.stream().noneMatch(one -> one.year() == period.year()))
                .sorted(Comparator.comparingInt(ContractPeriod::year))
                .forEach(result::correctCopy);
        return result.changes;
    }

    private void openOrCorrect(ContractPeriod shipped) {
        @Nullable ContractPeriod published = byYear.get(shipped.year());
        if (published == null) {
            publish(shipped, new ContractPeriodOpened(shipped.year()));
        } else {
            correct(published, shipped.schedules());
        }
    }

    private void correctCopy(ContractPeriod copy) {
        @Nullable ContractPeriod before = byYear.get(copy.year() - 1);
        if (before != null) {
            correct(copy, NextContractPeriod.copyOf(before).schedules());
        }
    }

    private void correct(ContractPeriod published, List<Schedule> correctSchedules) {
        List<Schedule> schedules = new ArrayList<>();
        List<String> corrected = new ArrayList<>();
        for (Schedule schedule : published.schedules()) {
            Schedule now = correctSchedules.stream()
                    .filter(one -> one.identifier().equals(schedule.identifier()))
                    .findFirst()
                    .orElse(schedule);
            schedules.add(now);
            if (!now.equals(schedule)) {
                corrected.add(now.identifier());
            }
        }
        if (!corrected.isEmpty()) {
            publish(published.withSchedules(schedules), new SchedulesCorrected(published.year(), corrected));
        }
    }

    private void publish(ContractPeriod period, ContractPeriodChange change) {
        byYear.put(period.year(), period);
        changes.put(period, change);
    }
}
