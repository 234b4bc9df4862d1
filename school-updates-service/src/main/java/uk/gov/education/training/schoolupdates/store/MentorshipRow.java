package uk.gov.education.training.schoolupdates.store;

import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.events.Participant;
import uk.gov.education.training.events.Participant.Mentorship;
import uk.gov.education.training.events.Participant.SchoolPeriod;
import uk.gov.education.training.events.Role;
import uk.gov.education.training.schoolupdates.domain.Periods;

/** A mentorship as a row of one of its two participants. */
record MentorshipRow(
        UUID id,
        Role role,
        UUID participantId,
        UUID otherId,
        UUID schoolPeriodId,
        String schoolUrn,
        LocalDate schoolStartedOn,
        @Nullable LocalDate schoolFinishedOn,
        LocalDate startedOn,
        @Nullable LocalDate finishedOn) {

    static MentorshipRow of(Participant participant, Mentorship mentorship) {
        Role role = participant.id().equals(mentorship.ectId()) ? Role.ECT : Role.MENTOR;
        SchoolPeriod schoolPeriod = Periods.atSchoolOn(
                        participant, role, mentorship.schoolUrn(), mentorship.startedOn())
                .orElseThrow();
        return new MentorshipRow(
                mentorship.id(),
                role,
                participant.id(),
                role == Role.ECT ? mentorship.mentorId() : mentorship.ectId(),
                schoolPeriod.id(),
                mentorship.schoolUrn(),
                schoolPeriod.startedOn(),
                schoolPeriod.finishedOn(),
                mentorship.startedOn(),
                mentorship.finishedOn());
    }
}
