package uk.gov.education.training.schoolupdates.reference;

import io.quarkus.hibernate.reactive.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Id;
import jakarta.persistence.MappedSuperclass;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import uk.gov.education.training.events.Topic;
import uk.gov.education.training.events.Versions;

/**
 * A record that is published on a topic, with the version of its last event.
 *
 * @param <C> the changes on the topic
 * @param <S> the snapshots on the topic
 */
@MappedSuperclass
public abstract class PublishedEntity<C, S> extends PanacheEntityBase {

    /** Of so many records of a list, one query loads the rows of another table. */
    static final int BATCH = 200;

    @Id
    public UUID id = UUID.randomUUID();

    /** 0 if the record has not been published yet. */
    public long version;

    @Column(updatable = false)
    public Instant createdAt = Instant.now().truncatedTo(ChronoUnit.MICROS);

    public abstract Topic<C, S> topic();

    /** The record as its events carry it. */
    public abstract S snapshot();

    /** The version of the next event. */
    long nextVersion() {
        version = Versions.next(version);
        return version;
    }
}
