package uk.gov.education.training.schoolupdates.store;

import java.util.UUID;
import uk.gov.education.training.events.Participant;

/** A school at which a participant has a school period, even one that never takes place, as a row. */
record ParticipantSchoolRow(String schoolUrn, UUID participantId) {

    static ParticipantSchoolRow of(Participant participant, String schoolUrn) {
        return new ParticipantSchoolRow(schoolUrn, participant.id());
    }
}
