package uk.gov.education.training.providerapi.domain.reference;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.events.London;
import uk.gov.education.training.events.Participant.Training;
import uk.gov.education.training.events.TrainingReports;
import uk.gov.education.training.events.TrainingReports.ScheduleReport;
import uk.gov.education.training.events.TrainingReports.StatusReport;
import uk.gov.education.training.events.TrainingReports.TrainingStatus;
import uk.gov.education.training.providerapi.domain.participants.ParticipantFacts;
import uk.gov.education.training.providerapi.domain.participants.ParticipantView;

/**
 * Derives a participant's training at schools. Training that never takes place is left out, as if it had been deleted.
 *
 * <p>The day on which a lead provider defers or withdraws training, and the day on which training resumes, are days of
 * training. A change of cohort takes effect on its day. On the first day of training or before it, it replaces the
 * former cohort.
 */
public final class SchoolTrainings {

    private SchoolTrainings() {}

    /** Consecutive days. An open period ends with {@link LocalDate#MAX}. */
    private record Days(LocalDate first, LocalDate last) {

        Days within(Days other) {
            return new Days(
                    first.isAfter(other.first) ? first : other.first, last.isBefore(other.last) ? last : other.last);
        }

        boolean isEmpty() {
            return last.isBefore(first);
        }

        @Nullable
        LocalDate lastOrNull() {
            return last.equals(LocalDate.MAX) ? null : last;
        }
    }

    /** The days of a training that belong to one cohort. */
    private record InCohort(
            @Nullable Integer cohort, @Nullable UUID partnershipId, Days days) {

        boolean isSame(Integer otherCohort, UUID otherPartnershipId) {
            return otherPartnershipId.equals(partnershipId) && otherCohort.equals(cohort);
        }
    }

    public static List<SchoolTraining> of(ParticipantFacts facts) {
        return facts.participant().trainings().stream()
                .filter(Training::takesPlace)
                .flatMap(training -> parts(training, facts))
                .toList();
    }

    private static Stream<SchoolTraining> parts(Training training, ParticipantFacts facts) {
        List<Days> inTraining = inTraining(training, facts);
        return inCohorts(training, facts).stream().flatMap(cohort -> {
            List<Days> days = inTraining.stream()
                    .map(cohort.days()::within)
                    .filter(period -> !period.isEmpty())
                    .toList();
            LocalDate first = cohort.days().first();
            return (days.isEmpty() ? Stream.of(new Days(first, first.minusDays(1))) : days.stream())
                    .map(period -> new SchoolTraining(
                            facts.participant().id(),
                            training.id(),
                            training.schoolPeriodId(),
                            training.schoolUrn(),
                            training.role(),
                            training.leadProviderId(),
                            cohort.cohort(),
                            cohort.partnershipId(),
                            period.first(),
                            period.lastOrNull()));
        });
    }

    /** The periods of a training without interruption, in order. */
    private static List<Days> inTraining(Training training, ParticipantFacts facts) {
        List<Days> periods = new ArrayList<>();
        @Nullable LocalDate first = training.startedOn();
        for (StatusReport report : statuses(training.id(), facts.reports())) {
            boolean active = facts.reports().status(training.id(), report.at()) == TrainingStatus.ACTIVE;
            LocalDate day = London.dateOf(report.at());
            if (first != null && !active) {
                periods.add(new Days(first, day));
                first = null;
            } else if (first == null && active) {
                first = firstDay(periods, day);
            }
        }
        if (first != null) {
            periods.add(new Days(first, LocalDate.MAX));
        }
        @Nullable LocalDate last = ParticipantView.lastDay(training, facts);
        Days all = new Days(training.startedOn(), last == null ? LocalDate.MAX : last);
        return periods.stream().map(all::within).toList();
    }

    /** The first day of training that resumes on that day: if there is no day in between, it was never interrupted. */
    private static LocalDate firstDay(List<Days> periods, LocalDate day) {
        return day.isAfter(periods.getLast().last().plusDays(1))
                ? day
                : periods.removeLast().first();
    }

    private static List<StatusReport> statuses(UUID trainingId, TrainingReports reports) {
        return reports.trainings().stream()
                .filter(report -> report.trainingId().equals(trainingId))
                .flatMap(report -> report.statuses().stream())
                .toList();
    }

    private static List<InCohort> inCohorts(Training training, ParticipantFacts facts) {
        List<InCohort> cohorts = new ArrayList<>();
        InCohort now = new InCohort(
                training.cohort(), training.partnershipId(), new Days(training.startedOn(), LocalDate.MAX));
        for (ScheduleReport report : facts.reports().schedules(training.id())) {
            UUID partnershipId = facts.partnership(training, report);
            if (!now.isSame(report.cohort(), partnershipId)) {
                LocalDate first = now.days().first();
                LocalDate day = London.dateOf(report.at());
                if (day.isAfter(first)) {
                    cohorts.add(new InCohort(now.cohort(), now.partnershipId(), new Days(first, day.minusDays(1))));
                }
                now = new InCohort(
                        report.cohort(), partnershipId, new Days(day.isAfter(first) ? day : first, LocalDate.MAX));
            }
        }
        cohorts.add(now);
        return cohorts;
    }
}
