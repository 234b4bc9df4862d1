package uk.gov.education.training.schedule.domain;

import static uk.gov.education.training.testsupport.ParticipantFixtures.PARTICIPANT;
import static uk.gov.education.training.testsupport.ParticipantFixtures.URN;
import static uk.gov.education.training.testsupport.ParticipantFixtures.finished;
import static uk.gov.education.training.testsupport.ParticipantFixtures.participant;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.events.ContractPeriod;
import uk.gov.education.training.events.Participant;
import uk.gov.education.training.events.Participant.EndReason;
import uk.gov.education.training.events.Participant.Mentorship;
import uk.gov.education.training.events.Participant.Training;
import uk.gov.education.training.events.ScheduleAssignments;
import uk.gov.education.training.events.TrainingReports;
import uk.gov.education.training.testsupport.ParticipantFixtures;

/** Mentors, ended training and schedule assignments of one participant. */
final class ScheduleFixtures {

    static final TrainingReports NOTHING_REPORTED = new TrainingReports(PARTICIPANT, List.of());

    private ScheduleFixtures() {}

    /** Copies training that ended because of a change of lead provider. */
    static Training ended(String finishedOn, String reportedAt, Training training) {
        return finished(
                training, LocalDate.parse(finishedOn), EndReason.CHANGED_LEAD_PROVIDER, Instant.parse(reportedAt));
    }

    /** Returns a mentor with mentorships. */
    static Participant mentor(List<Mentorship> mentorships, Training... trainings) {
        return participant(PARTICIPANT, trainings).withMentorships(mentorships);
    }

    /** Returns a mentorship of the participant with an ECT. */
    static Mentorship mentorship(
            String startedOn,
            @Nullable String ectTrainingStartedOn,
            @Nullable String ectFirstMentoredOn,
            String registeredAt) {
        return ParticipantFixtures.mentorship(
                        new UUID(6, 1),
                        PARTICIPANT,
                        new UUID(6, 2),
                        URN,
                        LocalDate.parse(startedOn),
                        Instant.parse(registeredAt))
                .withEctTrainingStartedOn(ectTrainingStartedOn == null ? null : LocalDate.parse(ectTrainingStartedOn))
                .withEctFirstMentoredOn(ectFirstMentoredOn == null ? null : LocalDate.parse(ectFirstMentoredOn));
    }

    /** Assigns schedules to a participant about whom no lead provider has reported. */
    static ScheduleAssignments assign(Participant participant, Map<Integer, ContractPeriod> contractPeriods) {
        return ScheduleRules.assign(participant, NOTHING_REPORTED, contractPeriods);
    }
}
