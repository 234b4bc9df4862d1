package uk.gov.education.training.schedule.domain;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.toSet;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.events.ContractPeriod;
import uk.gov.education.training.events.London;
import uk.gov.education.training.events.Participant;
import uk.gov.education.training.events.Participant.Training;
import uk.gov.education.training.events.ScheduleAssignments;
import uk.gov.education.training.events.ScheduleAssignments.AssignmentReason;
import uk.gov.education.training.events.ScheduleAssignments.ScheduleAssignment;
import uk.gov.education.training.events.ScheduleChange;
import uk.gov.education.training.events.ScheduleChange.ScheduleAssigned;
import uk.gov.education.training.events.ScheduleChange.ScheduleNotFound;

/**
 * Which schedule each of a participant's trainings has.
 *
 * <ol>
 *   <li>Only provider-led training has a schedule.
 *   <li>The contract period is the training's cohort.
 *   <li>The term is the one in which training starts; if the training was registered later than that, the one of the
 *       registration.
 *   <li>The schedule is the standard one of that term, if the contract period has it.
 * </ol>
 *
 * <p>A decision is about the moment of registration and sees nothing later, so deciding again decides the same.
 */
public final class Scheduling {

    private Scheduling() {}

    /** The contract periods that schedules may be taken from, for {@link #assign}. */
    public static Set<Integer> cohorts(Participant participant) {
        return providerLed(participant).map(Scheduling::cohort).collect(toSet());
    }

    /** @param contractPeriods by year; one that doesn't exist is absent */
    public static ScheduleAssignments assign(Participant participant, Map<Integer, ContractPeriod> contractPeriods) {
        return new ScheduleAssignments(
                participant.id(),
                providerLed(participant)
                        .map(training -> assign(training, contractPeriods.get(cohort(training))))
                        .toList());
    }

    private static ScheduleAssignment assign(Training training, @Nullable ContractPeriod contractPeriod) {
        String identifier = "ecf-standard-" + term(training).identifier();
        if (contractPeriod == null) {
            return assignment(training, null, AssignmentReason.NO_SUCH_CONTRACT_PERIOD);
        }
        if (!contractPeriod.hasSchedule(identifier)) {
            return assignment(training, null, AssignmentReason.NO_SUCH_SCHEDULE);
        }
        return assignment(training, identifier, AssignmentReason.STANDARD);
    }

    private static ScheduleAssignment assignment(
            Training training, @Nullable String identifier, AssignmentReason reason) {
        return new ScheduleAssignment(
                training.id(), training.role(), cohort(training), identifier, reason, training.registeredAt());
    }

    private static Term term(Training training) {
        LocalDate registeredOn = London.dateOf(training.registeredAt());
        return Term.startingOn(registeredOn.isAfter(training.startedOn()) ? registeredOn : training.startedOn());
    }

    private static Stream<Training> providerLed(Participant participant) {
        return participant.trainings().stream().filter(Training::isProviderLed);
    }

    private static int cohort(Training training) {
        return requireNonNull(training.cohort(), "Provider-led training has a cohort");
    }

    /** What is different from what was assigned until now: one change for each training that it concerns. */
    public static List<ScheduleChange> changes(@Nullable ScheduleAssignments before, ScheduleAssignments now) {
        List<ScheduleChange> changes = new ArrayList<>();
        for (ScheduleAssignment assignment : now.assignments()) {
            Optional<ScheduleAssignment> known = before == null ? Optional.empty() : before.of(assignment.trainingId());
            if (!known.equals(Optional.of(assignment))) {
                changes.add(
                        change(known.map(ScheduleAssignment::scheduleIdentifier).orElse(null), assignment));
            }
        }
        return changes;
    }

    private static ScheduleChange change(@Nullable String from, ScheduleAssignment now) {
        return now.scheduleIdentifier() == null
                ? new ScheduleNotFound(now.trainingId(), now.cohort(), now.reason())
                : new ScheduleAssigned(now.trainingId(), now.cohort(), from, now.scheduleIdentifier(), now.reason());
    }
}
