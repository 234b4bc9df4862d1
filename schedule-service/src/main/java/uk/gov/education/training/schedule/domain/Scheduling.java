package uk.gov.education.training.schedule.domain;

import static java.util.Comparator.comparing;
import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.toSet;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.events.ContractPeriod;
import uk.gov.education.training.events.London;
import uk.gov.education.training.events.Participant;
import uk.gov.education.training.events.Participant.CohortReason;
import uk.gov.education.training.events.Participant.Mentorship;
import uk.gov.education.training.events.Participant.Training;
import uk.gov.education.training.events.Role;
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
 *   <li>Only provider-led training has a schedule, and it is one of the training's cohort.
 *   <li>An ECT who comes from a closed cohort gets {@value #AFTER_CLOSED_COHORT}.
 *   <li>Otherwise the schedule of the most recent provider-led training in the same role is carried over, across
 *       schools, lead providers and school-led training, if the cohort has one of that name.
 *   <li>Otherwise it is a replacement schedule, if the training began because the mentor replaced another one: see
 *       {@link #replacement}; or else a standard one.
 *   <li>The term is the one in which training, or a replacement mentorship, starts; if it was registered later than
 *       that, the one of the registration.
 * </ol>
 *
 * <p>A decision is about the moment of registration and sees nothing later, so deciding again decides the same.
 */
public final class Scheduling {

    private static final String AFTER_CLOSED_COHORT = "ecf-extended-september";

    private Scheduling() {}

    /** The contract periods that schedules may be taken from, for {@link #assign}. */
    public static Set<Integer> cohorts(Participant participant) {
        return providerLed(participant).map(Scheduling::cohort).collect(toSet());
    }

    /** @param contractPeriods by year; one that doesn't exist is absent */
    public static ScheduleAssignments assign(Participant participant, Map<Integer, ContractPeriod> contractPeriods) {
        Map<UUID, ScheduleAssignment> assigned = new HashMap<>();
        providerLed(participant)
                .sorted(comparing(Training::registeredAt))
                .forEach(training ->
                        assigned.put(training.id(), assign(training, participant, assigned, contractPeriods)));
        return new ScheduleAssignments(
                participant.id(),
                providerLed(participant)
                        .map(training -> assigned.get(training.id()))
                        .toList());
    }

    /** @param assigned the schedules of training that was registered before */
    private static ScheduleAssignment assign(
            Training training,
            Participant participant,
            Map<UUID, ScheduleAssignment> assigned,
            Map<Integer, ContractPeriod> contractPeriods) {
        @Nullable ContractPeriod contractPeriod = contractPeriods.get(cohort(training));
        if (contractPeriod == null) {
            return assignment(training, null, AssignmentReason.NO_SUCH_CONTRACT_PERIOD);
        }
        if (training.cohortReason() == CohortReason.MOVED_FROM_CLOSED_COHORT) {
            return assignment(training, AFTER_CLOSED_COHORT, AssignmentReason.MOVED_FROM_CLOSED_COHORT, contractPeriod);
        }
        Optional<Training> earlier = earlier(training, participant, contractPeriods);
        return earlier.map(other -> assigned.get(other.id()).scheduleIdentifier())
                .filter(contractPeriod::hasSchedule)
                .map(carried -> assignment(training, carried, AssignmentReason.CARRIED_OVER))
                .orElseGet(() -> fresh(
                        training,
                        earlier.isEmpty() ? replacement(training, participant) : Optional.empty(),
                        contractPeriod));
    }

    private static ScheduleAssignment fresh(
            Training training, Optional<Mentorship> replacement, ContractPeriod contractPeriod) {
        return replacement
                .map(mentorship -> assignment(
                        training,
                        "ecf-replacement-"
                                + term(mentorship.startedOn(), training).identifier(),
                        AssignmentReason.REPLACEMENT,
                        contractPeriod))
                .orElseGet(() -> assignment(
                        training,
                        "ecf-standard-" + term(training.startedOn(), training).identifier(),
                        AssignmentReason.STANDARD,
                        contractPeriod));
    }

    /**
     * The training whose schedule is carried over: of those in the same role that were registered before, and that at
     * that moment took place or were to, the one that starts last. An ECT who was only an expression of interest in a
     * closed cohort, and is not moved out of it but starts anew, carries nothing over.
     */
    private static Optional<Training> earlier(
            Training training, Participant participant, Map<Integer, ContractPeriod> contractPeriods) {
        return providerLed(participant)
                .filter(other -> other.role() == training.role()
                        && other.registeredAt().isBefore(training.registeredAt())
                        && tookPlaceAsKnownAt(training.registeredAt(), other))
                .max(comparing(Training::startedOn).thenComparing(Training::registeredAt))
                .filter(other -> training.role() == Role.MENTOR
                        || !isClosed(contractPeriods.get(cohort(other)), training.registeredAt()));
    }

    /** Training that gives way to this one in the same report still counts. */
    private static boolean tookPlaceAsKnownAt(Instant moment, Training training) {
        return training.takesPlace()
                || training.ending() == null
                || !training.ending().reportedAt().isBefore(moment);
    }

    private static boolean isClosed(@Nullable ContractPeriod contractPeriod, Instant at) {
        return contractPeriod != null && contractPeriod.paymentsFrozen(at);
    }

    /**
     * The mentorship by which a mentor, new to training, replaced another: the one that was reported together with the
     * training, if the ECT was in provider-led training that had begun by then, and another mentor's mentorship of that
     * ECT had begun before, at whatever school.
     */
    private static Optional<Mentorship> replacement(Training training, Participant participant) {
        return participant.mentorships().stream()
                .filter(mentorship -> training.role() == Role.MENTOR
                        && mentorship.mentorId().equals(participant.id())
                        && mentorship.registeredAt().equals(training.registeredAt())
                        && mentorship.ectFirstMentoredOn() != null
                        && mentorship.ectFirstMentoredOn().isBefore(mentorship.startedOn())
                        && mentorship.ectTrainingStartedOn() != null
                        && !mentorship.ectTrainingStartedOn().isAfter(mentorship.startedOn()))
                .findFirst();
    }

    private static ScheduleAssignment assignment(
            Training training, String identifier, AssignmentReason reason, ContractPeriod contractPeriod) {
        return contractPeriod.hasSchedule(identifier)
                ? assignment(training, identifier, reason)
                : assignment(training, null, AssignmentReason.NO_SUCH_SCHEDULE);
    }

    private static ScheduleAssignment assignment(
            Training training, @Nullable String identifier, AssignmentReason reason) {
        return new ScheduleAssignment(
                training.id(), training.role(), cohort(training), identifier, reason, training.registeredAt());
    }

    private static Term term(LocalDate startedOn, Training training) {
        LocalDate registeredOn = London.dateOf(training.registeredAt());
        return Term.startingOn(registeredOn.isAfter(startedOn) ? registeredOn : startedOn);
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
