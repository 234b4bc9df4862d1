package uk.gov.education.training.schedule.domain;

import static java.util.stream.Collectors.joining;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.events.Alert;
import uk.gov.education.training.events.Alert.Condition;
import uk.gov.education.training.events.AlertChange;
import uk.gov.education.training.events.AlertChange.AlertCleared;
import uk.gov.education.training.events.AlertChange.AlertRaised;
import uk.gov.education.training.events.ScheduleAssignments.AssignmentReason;

/** Whether DfE operations should know that training waits for a schedule. */
public final class Unassigned {

    private Unassigned() {}

    /**
     * The alert as it stands now.
     *
     * @param before null if there never was one
     * @param counts how many trainings wait, by reason
     */
    public static Alert alert(String service, @Nullable Alert before, Map<AssignmentReason, Long> counts, Instant now) {
        boolean raised = !counts.isEmpty();
        boolean turned = before == null || before.raised() != raised;
        return new Alert(
                service,
                Condition.SCHEDULES_UNASSIGNED,
                raised,
                raised ? detail(counts) : null,
                turned ? now : before.since());
    }

    private static String detail(Map<AssignmentReason, Long> counts) {
        long all = counts.values().stream().mapToLong(Long::longValue).sum();
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

    /** What to say about it; nothing if it stands as before, or never stood at all. */
    public static List<AlertChange> changes(@Nullable Alert before, Alert now) {
        boolean same = before == null
                ? !now.raised()
                : before.raised() == now.raised() && Objects.equals(before.detail(), now.detail());
        if (same) {
            return List.of();
        }
        return List.of(now.raised() ? new AlertRaised(Objects.requireNonNull(now.detail())) : new AlertCleared());
    }
}
