package uk.gov.education.training.schoolupdates.store;

import java.util.UUID;
import uk.gov.education.training.events.Participant;

/** A participant's snapshot as it is stored. Whoever changes anything about the participant locks the row first. */
public record ParticipantRow(long version, Participant facts) {

    public UUID id() {
        return facts.id();
    }
}
