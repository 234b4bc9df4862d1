package uk.gov.education.training.schoolupdates.store;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.events.Participant;
import uk.gov.education.training.events.Participant.Mentorship;
import uk.gov.education.training.events.Participant.SchoolPeriod;
import uk.gov.education.training.events.Role;
import uk.gov.education.training.schoolupdates.domain.Periods;

/** A mentorship as one of the two people carries it. */
@Entity
@IdClass(MentorshipRow.Side.class)
@Table(name = "mentorships")
class MentorshipRow {

    @Id
    UUID id;

    @Id
    String role;

    UUID participantId;
    UUID otherId;
    UUID schoolPeriodId;
    String schoolUrn;
    LocalDate schoolStartedOn;

    @Nullable
    LocalDate schoolFinishedOn;

    LocalDate startedOn;

    @Nullable
    LocalDate finishedOn;

    record Side(UUID id, String role) {}

    static MentorshipRow of(Participant participant, Mentorship mentorship) {
        Role role = participant.id().equals(mentorship.ectId()) ? Role.ECT : Role.MENTOR;
        SchoolPeriod school = Periods.atSchoolOn(participant, role, mentorship.schoolUrn(), mentorship.startedOn())
                .orElseThrow();
        MentorshipRow row = new MentorshipRow();
        row.id = mentorship.id();
        row.role = Names.of(role);
        row.participantId = participant.id();
        row.otherId = role == Role.ECT ? mentorship.mentorId() : mentorship.ectId();
        row.schoolPeriodId = school.id();
        row.schoolUrn = mentorship.schoolUrn();
        row.schoolStartedOn = school.startedOn();
        row.schoolFinishedOn = school.finishedOn();
        row.startedOn = mentorship.startedOn();
        row.finishedOn = mentorship.finishedOn();
        return row;
    }
}
