package uk.gov.education.training.schoolupdates.store;

import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.UUID;
import uk.gov.education.training.events.Participant;

/** A participant's current snapshot. Whoever changes anything about the participant locks this row first. */
@Entity
@Table(name = "participants")
public class ParticipantRow {

    @Id
    public UUID id;

    public long version;
    public String trn;

    @Convert(converter = SnapshotConverter.class)
    public Participant facts;
}
