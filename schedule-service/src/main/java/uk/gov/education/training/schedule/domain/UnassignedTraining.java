package uk.gov.education.training.schedule.domain;

import static java.util.stream.Collectors.joining;

import java.util.Locale;
import java.util.Map;
import uk.gov.education.training.events.ScheduleAssignments.AssignmentReason;

/** What DfE operations are told about training that waits for a schedule. */
public final class UnassignedTraining {

    private UnassignedTraining() {}

    /** @param counts how many trainings wait, by reason */
    public static String detail(Map<AssignmentReason, Long> counts) {
        long all = all(counts);
        return all + (all == 1 ? " training has" : " trainings have") + " no schedule: "
                + counts.entrySet().stream()
                        .sorted(Map.Entry.comparingByKey())
                        .map(reason -> reason.getValue() + " "
                                + reason.getKey()
                                        .name()
                                        .toLowerCase(Locale.ROOT)
                                        .replace('_', '-'))
                        .collect(joining(", "))
                + ". They are at /api/v1/unassigned-schedules.";
    }

    public static long all(Map<AssignmentReason, Long> counts) {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }
}
