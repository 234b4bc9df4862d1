package uk.gov.education.training.schedule.domain;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.events.ScheduleAssignments;
import uk.gov.education.training.events.ScheduleAssignments.ScheduleAssignment;
import uk.gov.education.training.events.ScheduleChange;
import uk.gov.education.training.events.ScheduleChange.ScheduleAssigned;
import uk.gov.education.training.events.ScheduleChange.ScheduleCorrected;
import uk.gov.education.training.events.ScheduleChange.ScheduleNotFound;

/** Finds the differences between the schedules before and after a decision. */
public final class ScheduleChanges {

    private ScheduleChanges() {}

    /** Returns one change for each assignment that differs. */
    public static List<ScheduleChange> between(@Nullable ScheduleAssignments before, ScheduleAssignments now) {
        return now.assignments().stream()
                .map(ScheduleAssignment::trainingId)
                .distinct()
                .flatMap(training ->
                        changes(before == null ? List.of() : before.history(training), now.history(training)))
                .toList();
    }

    private static Stream<ScheduleChange> changes(List<ScheduleAssignment> before, List<ScheduleAssignment> now) {
        return IntStream.range(0, now.size())
                .filter(i -> i >= before.size() || !before.get(i).equals(now.get(i)))
                .mapToObj(i -> i < before.size() && before.get(i).scheduleIdentifier() != null
                        ? corrected(before.get(i).scheduleIdentifier(), now.get(i))
                        : assigned(i == 0 ? null : now.get(i - 1).scheduleIdentifier(), now.get(i)));
    }

    private static ScheduleChange assigned(@Nullable String from, ScheduleAssignment now) {
        return now.scheduleIdentifier() == null
                ? new ScheduleNotFound(now.trainingId(), now.cohort(), now.reason())
                : new ScheduleAssigned(now.trainingId(), now.cohort(), from, now.scheduleIdentifier(), now.reason());
    }

    private static ScheduleChange corrected(String from, ScheduleAssignment now) {
        return new ScheduleCorrected(now.trainingId(), now.cohort(), from, now.scheduleIdentifier(), now.reason());
    }
}
