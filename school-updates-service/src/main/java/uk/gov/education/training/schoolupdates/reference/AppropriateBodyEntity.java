package uk.gov.education.training.schoolupdates.reference;

import io.quarkus.hibernate.reactive.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A row of appropriate_bodies. */
@Entity(name = "AppropriateBody")
@Table(name = "appropriate_bodies")
public class AppropriateBodyEntity extends PanacheEntityBase {

    @Id
    public UUID id = UUID.randomUUID();

    public String name = "";

    public @Nullable Instant retiredAt;

    @Column(updatable = false)
    public Instant createdAt = Instant.now().truncatedTo(ChronoUnit.MICROS);
}
