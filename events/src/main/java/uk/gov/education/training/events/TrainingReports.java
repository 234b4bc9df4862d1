package uk.gov.education.training.events;

import static java.util.Comparator.comparing;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The reports of lead providers about one participant's trainings, as histories: nothing is overwritten.
 *
 * <p>Reports count in the order of their own times, not of their arrival, so the outcome is the same in any order of
 * arrival. Of reports with the same time, the one that arrived last counts as the later one.
 */
public record TrainingReports(UUID participantId, List<TrainingReport> trainings) {

    /** The reports about one training, each history oldest first. */
    public record TrainingReport(
            UUID trainingId, UUID leadProviderId, List<StatusReport> statuses, List<ScheduleReport> schedules) {

        /** Earlier builds kept the reports as they arrived. */
        public TrainingReport {
            statuses = statuses.stream().sorted(comparing(StatusReport::at)).toList();
            schedules = schedules.stream().sorted(comparing(ScheduleReport::at)).toList();
        }

        TrainingReport with(StatusReport report) {
            return new TrainingReport(trainingId, leadProviderId, plus(statuses, report), schedules);
        }

        TrainingReport with(ScheduleReport report) {
            return new TrainingReport(trainingId, leadProviderId, statuses, plus(schedules, report));
        }

        TrainingReport asOf(Instant moment) {
            return new TrainingReport(
                    trainingId,
                    leadProviderId,
                    statuses.stream()
                            .filter(report -> !report.at().isAfter(moment))
                            .toList(),
                    schedules.stream()
                            .filter(report -> !report.at().isAfter(moment))
                            .toList());
        }

        private static <T> List<T> plus(List<T> some, T one) {
            List<T> after = new ArrayList<>(some);
            after.add(one);
            return after;
        }
    }

    /**
     * @param reason why training was deferred or withdrawn; null when it goes on
     * @param at the domain's time of the report
     */
    public record StatusReport(
            TrainingStatus status, @Nullable String reason, Instant at) {}

    public enum TrainingStatus {
        ACTIVE,
        DEFERRED,
        WITHDRAWN;

        /** Deferred training can be withdrawn, but withdrawn training can't be deferred. */
        boolean mayBecome(TrainingStatus next) {
            return this != next && (next != DEFERRED || this == ACTIVE);
        }
    }

    /**
     * A change of schedule, perhaps to another cohort.
     *
     * @param cohort the contract period of the schedule
     * @param scheduleIdentifier with its prefix, such as {@code ecf-extended-september}
     * @param partnershipId the partnership under which training continues: in another cohort, another one
     * @param move the effect on the cohort
     * @param at the domain's time of the report
     */
    public record ScheduleReport(
            int cohort, String scheduleIdentifier, UUID partnershipId, CohortMove move, Instant at) {}

    /** Whether training changed its cohort. A closed cohort is one whose payments are frozen. */
    public enum CohortMove {
        SAME_COHORT,
        OTHER_COHORT,
        OUT_OF_CLOSED_COHORT,
        /** Back to where the participant came from, out of a cohort that is open. */
        INTO_CLOSED_COHORT
    }

    /** The reports up to a moment, for a decision at that moment. */
    public TrainingReports asOf(Instant moment) {
        return new TrainingReports(
                participantId,
                trainings.stream().map(report -> report.asOf(moment)).toList());
    }

    /** The status last reported for a training; empty while nothing was reported, which means that it is active. */
    public Optional<StatusReport> latestStatus(UUID trainingId) {
        return effective(trainingId).stream().reduce((earlier, later) -> later);
    }

    /** The status of a training at a moment, as it is known now. */
    public TrainingStatus status(UUID trainingId, Instant moment) {
        return asOf(moment).latestStatus(trainingId).map(StatusReport::status).orElse(TrainingStatus.ACTIVE);
    }

    /** The time of the first deferral or withdrawal since training last resumed. Empty while it is active. */
    public Optional<Instant> interruptedAt(UUID trainingId) {
        Optional<Instant> since = Optional.empty();
        for (StatusReport report : effective(trainingId)) {
            if (report.status() == TrainingStatus.ACTIVE) {
                since = Optional.empty();
            } else if (since.isEmpty()) {
                since = Optional.of(report.at());
            }
        }
        return since;
    }

    /**
     * The reports that changed the status, oldest first. A report that an earlier one forbids does not count; it
     * arrived before that one.
     */
    private List<StatusReport> effective(UUID trainingId) {
        List<StatusReport> effective = new ArrayList<>();
        TrainingStatus status = TrainingStatus.ACTIVE;
        for (StatusReport report :
                of(trainingId).flatMap(each -> each.statuses().stream()).toList()) {
            if (status.mayBecome(report.status())) {
                status = report.status();
                effective.add(report);
            }
        }
        return effective;
    }

    /** The changes of a training's schedule, oldest first. */
    public List<ScheduleReport> schedules(UUID trainingId) {
        return of(trainingId).flatMap(report -> report.schedules().stream()).toList();
    }

    /** The schedule last reported for a training; empty while it follows the one that it was assigned. */
    public Optional<ScheduleReport> latestSchedule(UUID trainingId) {
        return latestSchedule(trainingId, Instant.MAX);
    }

    /** The same, as it was known at a moment. */
    public Optional<ScheduleReport> latestSchedule(UUID trainingId, Instant moment) {
        return of(trainingId)
                .flatMap(report -> report.schedules().stream())
                .filter(schedule -> !schedule.at().isAfter(moment))
                .reduce((earlier, later) -> later);
    }

    private Stream<TrainingReport> of(UUID trainingId) {
        return trainings.stream().filter(report -> report.trainingId().equals(trainingId));
    }

    /** These reports and one more. */
    public TrainingReports with(UUID trainingId, UUID leadProviderId, StatusReport latest) {
        return with(trainingId, leadProviderId, report -> report.with(latest));
    }

    /** These reports and one more change of schedule. */
    public TrainingReports with(UUID trainingId, UUID leadProviderId, ScheduleReport latest) {
        return with(trainingId, leadProviderId, report -> report.with(latest));
    }

    private TrainingReports with(UUID trainingId, UUID leadProviderId, UnaryOperator<TrainingReport> more) {
        List<TrainingReport> after = new ArrayList<>(trainings);
        if (of(trainingId).findAny().isEmpty()) {
            after.add(new TrainingReport(trainingId, leadProviderId, List.of(), List.of()));
        }
        after.replaceAll(report -> report.trainingId().equals(trainingId) ? more.apply(report) : report);
        return new TrainingReports(participantId, after);
    }

    /** These reports and those about the trainings of another record of the same person. */
    public TrainingReports with(TrainingReports others) {
        List<TrainingReport> after = new ArrayList<>(trainings);
        after.addAll(others.trainings());
        return new TrainingReports(participantId, after);
    }
}
