package uk.gov.education.training.schoolupdates.reports;

import static java.util.Comparator.comparing;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.events.London;
import uk.gov.education.training.events.Participant;
import uk.gov.education.training.events.Participant.Mentorship;
import uk.gov.education.training.events.Participant.SchoolPeriod;
import uk.gov.education.training.events.Participant.Training;
import uk.gov.education.training.events.Role;
import uk.gov.education.training.events.TrainingProgramme;
import uk.gov.education.training.events.TrainingReports;
import uk.gov.education.training.events.TrainingReports.ScheduleReport;
import uk.gov.education.training.events.TrainingReports.StatusReport;
import uk.gov.education.training.events.TrainingReports.TrainingStatus;
import uk.gov.education.training.events.WorkingPattern;
import uk.gov.education.training.schoolupdates.domain.Periods;
import uk.gov.education.training.schoolupdates.domain.StoredParticipant;

/**
 * A participant as one school sees them at one time. Shows nothing about other schools.
 *
 * @param version the version of the last event about the participant
 */
public record ParticipantView(
        UUID id,
        String trn,
        String fullName,
        @Nullable EctView ect,
        @Nullable MentorView mentor,
        long version) {

    /** @param mentorId the current mentor, or else the next */
    public record EctView(
            String email,
            LocalDate startedOn,
            @Nullable LocalDate finishedOn,
            @Nullable WorkingPattern workingPattern,
            @Nullable UUID mentorId,
            @Nullable TrainingView training) {}

    /** @param ectIds the current and future mentees */
    public record MentorView(
            String email,
            LocalDate startedOn,
            @Nullable LocalDate finishedOn,
            List<UUID> ectIds,
            @Nullable TrainingView training) {}

    /**
     * @param confirmed whether a partnership with the lead provider confirms the training
     * @param status the lead provider's last report
     */
    public record TrainingView(
            UUID id,
            TrainingProgramme programme,
            @Nullable UUID leadProviderId,
            @Nullable UUID deliveryPartnerId,
            @Nullable Integer cohort,
            @Nullable Boolean confirmed,
            LocalDate startedOn,
            @Nullable LocalDate finishedOn,
            @Nullable TrainingStatus status,
            @Nullable String statusReason) {}

    public static ParticipantView of(StoredParticipant storedParticipant, String schoolUrn, Instant at) {
        SchoolsView schoolsView =
                new SchoolsView(storedParticipant.participant(), schoolUrn, at, storedParticipant.reports());
        return new ParticipantView(
                storedParticipant.participant().id(),
                storedParticipant.participant().trn(),
                storedParticipant.participant().fullName(),
                schoolsView.schoolPeriod(Role.ECT).map(schoolsView::ect).orElse(null),
                schoolsView.schoolPeriod(Role.MENTOR).map(schoolsView::mentor).orElse(null),
                storedParticipant.version());
    }

    /** Selects what the school may see. */
    private record SchoolsView(
            Participant participant,
            String schoolUrn,
            Instant at,
            @Nullable TrainingReports reports) {

        Optional<SchoolPeriod> schoolPeriod(Role role) {
            return Periods.latestAtSchool(participant, role, schoolUrn);
        }

        EctView ect(SchoolPeriod schoolPeriod) {
            return new EctView(
                    schoolPeriod.email(),
                    schoolPeriod.startedOn(),
                    schoolPeriod.finishedOn(),
                    schoolPeriod.workingPattern(),
                    mentorships()
                            .filter(mentorship -> mentorship.ectId().equals(participant.id()))
                            .min(comparing(Mentorship::startedOn))
                            .map(Mentorship::mentorId)
                            .orElse(null),
                    training(schoolPeriod).orElse(null));
        }

        MentorView mentor(SchoolPeriod schoolPeriod) {
            return new MentorView(
                    schoolPeriod.email(),
                    schoolPeriod.startedOn(),
                    schoolPeriod.finishedOn(),
                    mentorships()
                            .filter(mentorship -> mentorship.mentorId().equals(participant.id()))
                            .map(Mentorship::ectId)
                            .distinct()
                            .toList(),
                    training(schoolPeriod).orElse(null));
        }

        /** The current and future mentorships. */
        private Stream<Mentorship> mentorships() {
            return participant.mentorships().stream()
                    .filter(mentorship -> mentorship.schoolUrn().equals(schoolUrn)
                            && Periods.isNotOver(mentorship.finishedOn(), today()));
        }

        /** The current training, or else the next, or else the last. */
        private Optional<TrainingView> training(SchoolPeriod schoolPeriod) {
            return Periods.trainingDuring(schoolPeriod, participant, today()).map(this::view);
        }

        private TrainingView view(Training training) {
            Optional<StatusReport> status = latestStatus(training.id());
            Optional<ScheduleReport> movedTo = movedTo(training);
            boolean hasStatus = training.isProviderLed() && training.isConfirmed();
            return new TrainingView(
                    training.id(),
                    training.programme(),
                    training.leadProviderId(),
                    movedTo.isPresent() ? null : training.deliveryPartnerId(),
                    movedTo.map(ScheduleReport::cohort).orElse(training.cohort()),
                    training.isProviderLed() ? training.isConfirmed() : null,
                    training.startedOn(),
                    training.finishedOn(),
                    hasStatus ? status.map(StatusReport::status).orElse(TrainingStatus.ACTIVE) : null,
                    status.map(StatusReport::reason).orElse(null));
        }

        /**
         * The report by which the lead provider moved the training to another cohort, and so to another partnership.
         */
        private Optional<ScheduleReport> movedTo(Training training) {
            return Optional.ofNullable(reports)
                    .flatMap(known -> known.latestSchedule(training.id(), at))
                    .filter(schedule -> !schedule.partnershipId().equals(training.partnershipId()));
        }

        private Optional<StatusReport> latestStatus(UUID trainingId) {
            return Optional.ofNullable(reports).flatMap(known -> known.asOf(at).latestStatus(trainingId));
        }

        private LocalDate today() {
            return London.dateOf(at);
        }
    }
}
