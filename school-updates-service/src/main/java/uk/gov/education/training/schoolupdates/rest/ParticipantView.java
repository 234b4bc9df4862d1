package uk.gov.education.training.schoolupdates.rest;

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
import uk.gov.education.training.schoolupdates.StoredParticipant;
import uk.gov.education.training.schoolupdates.domain.Periods;

/**
 * A participant as one school sees them at a moment: nothing of what they do elsewhere.
 *
 * @param version of the event that reported the last change
 */
record ParticipantView(
        UUID id,
        String trn,
        String fullName,
        @Nullable EctView ect,
        @Nullable MentorView mentor,
        long version) {

    /** @param mentorId who mentors the ECT, or is the next to do so */
    record EctView(
            String email,
            LocalDate startedOn,
            @Nullable LocalDate finishedOn,
            @Nullable WorkingPattern workingPattern,
            @Nullable UUID mentorId,
            @Nullable TrainingView training) {}

    /** @param ectIds whom the mentor mentors, or is to mentor */
    record MentorView(
            String email,
            LocalDate startedOn,
            @Nullable LocalDate finishedOn,
            List<UUID> ectIds,
            @Nullable TrainingView training) {}

    /**
     * @param confirmed whether the lead provider has confirmed it by a partnership
     * @param status as the lead provider last reported it
     */
    record TrainingView(
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

    static ParticipantView of(StoredParticipant storedParticipant, String schoolUrn, Instant at) {
        Sight sight = new Sight(storedParticipant.participant(), schoolUrn, at, storedParticipant.reports());
        return new ParticipantView(
                storedParticipant.participant().id(),
                storedParticipant.participant().trn(),
                storedParticipant.participant().fullName(),
                sight.time(Role.ECT).map(sight::ect).orElse(null),
                sight.time(Role.MENTOR).map(sight::mentor).orElse(null),
                storedParticipant.version());
    }

    /** What there is to see of a participant from a school. */
    private record Sight(
            Participant participant,
            String schoolUrn,
            Instant at,
            @Nullable TrainingReports reports) {

        Optional<SchoolPeriod> time(Role role) {
            return Periods.latestAtSchool(participant, role, schoolUrn);
        }

        EctView ect(SchoolPeriod time) {
            return new EctView(
                    time.email(),
                    time.startedOn(),
                    time.finishedOn(),
                    time.workingPattern(),
                    mentorships()
                            .filter(mentorship -> mentorship.ectId().equals(participant.id()))
                            .min(comparing(Mentorship::startedOn))
                            .map(Mentorship::mentorId)
                            .orElse(null),
                    training(time).orElse(null));
        }

        MentorView mentor(SchoolPeriod time) {
            return new MentorView(
                    time.email(),
                    time.startedOn(),
                    time.finishedOn(),
                    mentorships()
                            .filter(mentorship -> mentorship.mentorId().equals(participant.id()))
                            .map(Mentorship::ectId)
                            .distinct()
                            .toList(),
                    training(time).orElse(null));
        }

        /** Those that go on or are to come. */
        private Stream<Mentorship> mentorships() {
            return participant.mentorships().stream()
                    .filter(mentorship -> mentorship.schoolUrn().equals(schoolUrn)
                            && Periods.isNotOver(mentorship.finishedOn(), today()));
        }

        /** The training that goes on or is to begin, or else the last. */
        private Optional<TrainingView> training(SchoolPeriod time) {
            return Periods.trainingDuring(time, participant, today()).map(this::view);
        }

        private TrainingView view(Training training) {
            Optional<StatusReport> reported = reported(training.id());
            Optional<ScheduleReport> moved = moved(training);
            boolean shown = training.isProviderLed() && training.isConfirmed();
            return new TrainingView(
                    training.id(),
                    training.programme(),
                    training.leadProviderId(),
                    moved.isPresent() ? null : training.deliveryPartnerId(),
                    moved.map(ScheduleReport::cohort).orElse(training.cohort()),
                    training.isProviderLed() ? training.isConfirmed() : null,
                    training.startedOn(),
                    training.finishedOn(),
                    shown ? reported.map(StatusReport::status).orElse(TrainingStatus.ACTIVE) : null,
                    reported.map(StatusReport::reason).orElse(null));
        }

        /** To another cohort, by its lead provider, which then works by another partnership. */
        private Optional<ScheduleReport> moved(Training training) {
            return Optional.ofNullable(reports)
                    .flatMap(known -> known.latestSchedule(training.id(), at))
                    .filter(schedule -> !schedule.partnershipId().equals(training.partnershipId()));
        }

        private Optional<StatusReport> reported(UUID trainingId) {
            return Optional.ofNullable(reports).flatMap(known -> known.asOf(at).latestStatus(trainingId));
        }

        private LocalDate today() {
            return London.dateOf(at);
        }
    }
}
