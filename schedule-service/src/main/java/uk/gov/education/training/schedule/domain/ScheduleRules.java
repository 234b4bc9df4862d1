package uk.gov.education.training.schedule.domain;

import static java.util.Comparator.comparing;
import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.toSet;

import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
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
import uk.gov.education.training.events.TrainingReports;
import uk.gov.education.training.events.TrainingReports.ScheduleReport;

/**
 * Assigns schedules to a participant's training.
 *
 * <ol>
 *   <li>Only provider-led training has a schedule. It is a schedule of the training's cohort.
 *   <li>An ECT who comes from a closed cohort gets {@value #AFTER_CLOSED_COHORT}.
 *   <li>Otherwise the schedule of the most recent provider-led training in the same role is carried over, if the cohort
 *       has a schedule with that identifier. It is carried over across schools, lead providers and school-led training,
 *       as its lead provider had changed it by then.
 *   <li>Otherwise training that began because the mentor replaced another one gets a replacement schedule: see
 *       {@link #replacement}. Other training gets a standard schedule.
 *   <li>The term is the one in which training or the replacement mentorship starts, or the one of the registration if
 *       that is later.
 *   <li>After that, only the lead provider changes the schedule.
 * </ol>
 *
 * <p>A decision is about the time of registration and ignores later facts, so deciding again gives the same result.
 */
public final class ScheduleRules {

    private static final String AFTER_CLOSED_COHORT = "ecf-extended-september";

    private final Participant participant;
    private final TrainingReports reports;
    private final Map<Integer, ContractPeriod> contractPeriods;

    /** The schedules assigned at registration so far, by training. */
    private final Map<UUID, ScheduleAssignment> assigned = new HashMap<>();

    private ScheduleRules(
            Participant participant, TrainingReports reports, Map<Integer, ContractPeriod> contractPeriods) {
        this.participant = participant;
        this.reports = reports;
        this.contractPeriods = contractPeriods;
    }

    /** Returns the years of the contract periods that {@link #assign} needs. */
    public static Set<Integer> cohorts(Participant participant, TrainingReports reports) {
        return providerLed(participant)
                .flatMap(training -> Stream.concat(
                        Stream.of(cohort(training)),
                        reports.schedules(training.id()).stream().map(ScheduleReport::cohort)))
                .collect(toSet());
    }

    /** @param contractPeriods the contract periods by year, without those that do not exist */
    public static ScheduleAssignments assign(
            Participant participant, TrainingReports reports, Map<Integer, ContractPeriod> contractPeriods) {
        return new ScheduleRules(participant, reports, contractPeriods).assign();
    }

    private ScheduleAssignments assign() {
        providerLed(participant)
                .sorted(comparing(Training::registeredAt))
                .forEach(training -> assigned.put(training.id(), atRegistration(training)));
        return new ScheduleAssignments(
                participant.id(),
                providerLed(participant)
                        .flatMap(training -> Stream.concat(
                                Stream.of(assigned.get(training.id())),
                                reports.schedules(training.id()).stream()
                                        .map(changed -> changedByProvider(training, changed))))
                        .toList());
    }

    private static ScheduleAssignment changedByProvider(Training training, ScheduleReport changed) {
        return new ScheduleAssignment(
                training.id(),
                training.role(),
                changed.cohort(),
                changed.scheduleIdentifier(),
                AssignmentReason.CHANGED_BY_PROVIDER,
                changed.at());
    }

    private ScheduleAssignment atRegistration(Training training) {
        @Nullable ContractPeriod contractPeriod = contractPeriods.get(cohort(training));
        if (contractPeriod == null) {
            return assignment(training, null, AssignmentReason.NO_SUCH_CONTRACT_PERIOD);
        }
        if (training.cohortReason() == CohortReason.MOVED_FROM_CLOSED_COHORT) {
            return assignment(training, AFTER_CLOSED_COHORT, AssignmentReason.MOVED_FROM_CLOSED_COHORT, contractPeriod);
        }
        Optional<Training> earlier = earlier(training);
        return earlier.flatMap(other -> followed(other, training.registeredAt()))
                .filter(contractPeriod::hasSchedule)
                .map(carried -> assignment(training, carried, AssignmentReason.CARRIED_OVER))
                .orElseGet(() -> fresh(
                        training,
                        earlier.isEmpty() ? replacement(training, participant) : Optional.empty(),
                        contractPeriod));
    }

    /** Returns the schedule that earlier training had at a time, or nothing if it had none. */
    private Optional<String> followed(Training training, Instant moment) {
        return reports.latestSchedule(training.id(), moment)
                .map(ScheduleReport::scheduleIdentifier)
                .or(() -> Optional.ofNullable(assigned.get(training.id()).scheduleIdentifier()));
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
     * Finds the training whose schedule is carried over. Of the training in the same role that was registered before
     * and took place or was planned at that time, it is the one that starts last. An ECT who was only an expression of
     * interest in a closed cohort, and starts anew instead of moving out of it, carries nothing over.
     */
    private Optional<Training> earlier(Training training) {
        return providerLed(participant)
                .filter(other -> other.role() == training.role()
                        && other.registeredAt().isBefore(training.registeredAt())
                        && tookPlaceAsKnownAt(training.registeredAt(), other))
                .max(comparing(Training::startedOn).thenComparing(Training::registeredAt))
                .filter(other -> training.role() == Role.MENTOR || !wasClosed(other, training.registeredAt()));
    }

    /** Returns whether training took place as known at a time. Training that ends in the same report still counts. */
    private static boolean tookPlaceAsKnownAt(Instant moment, Training training) {
        return training.takesPlace()
                || training.ending() == null
                || !training.ending().reportedAt().isBefore(moment);
    }

    private boolean wasClosed(Training training, Instant moment) {
        @Nullable
        ContractPeriod cohort = contractPeriods.get(reports.latestSchedule(training.id(), moment)
                .map(ScheduleReport::cohort)
                .orElseGet(() -> cohort(training)));
        return cohort != null && cohort.paymentsFrozen(moment);
    }

    /**
     * Finds the mentorship by which a mentor who is new to training replaced another. It was reported together with the
     * training, the ECT's provider-led training had begun by then, and another mentor's mentorship with this ECT had
     * begun before, at any school.
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
}
