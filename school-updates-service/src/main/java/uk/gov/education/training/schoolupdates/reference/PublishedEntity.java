package uk.gov.education.training.schoolupdates.reference;

import io.quarkus.hibernate.reactive.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Id;
import jakarta.persistence.MappedSuperclass;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/** A record that is published on a topic, with the version of its last event. */
@MappedSuperclass
public abstract class PublishedEntity extends PanacheEntityBase {

    @Id
    public UUID id = UUID.randomUUID();

    /** 0 if the record has not been published yet. */
    public long version;

    @Column(updatable = false)
    public Instant createdAt = Instant.now().truncatedTo(ChronoUnit.MICROS);
}
