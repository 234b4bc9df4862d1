package uk.gov.education.training.schedule.domain;

import static java.util.stream.Collectors.joining;

import java.util.Locale;
import java.util.Map;
import uk.gov.education.training.events.ScheduleAssignments.AssignmentReason;

/** Describes training without a schedule for DfE operations. */
public final class UnassignedTraining {

    private UnassignedTraining() {}

    /** @param counts the number of trainings by reason */
    public static String detail(Map<AssignmentReason, Long> counts) {
        long total = total(counts);
        return total + (total == 1 ? " training has" : " trainings have") + " no schedule: "
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

    public static long total(Map<AssignmentReason, Long> counts) {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }
}
