package uk.gov.education.training.schoolupdates.store;

import java.util.UUID;
import uk.gov.education.training.events.Participant;

/** A participant's row. A transaction locks it before it changes the participant. */
public record ParticipantRow(long version, Participant participant) {

    public UUID id() {
        return participant.id();
    }
}
