package uk.gov.education.training.schoolupdates.reference.register;

import io.quarkus.hibernate.reactive.panache.PanacheEntityBase;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** A row of school_imports. {@link SchoolImports} writes them, since the figures grow in the database. */
@Entity(name = "SchoolImport")
@Immutable
@Table(name = "school_imports")
public class SchoolImportEntity extends PanacheEntityBase {

    @Id
    public UUID id = new UUID(0, 0);

    public String kind = "";

    public String status = "";

    public int rowsRead;

    public int rejected;

    public int added;

    public int changed;

    public int closed;

    public int urnsReplaced;

    public int merged;

    public int unchanged;

    public @Nullable String detail;

    public Instant startedAt = Instant.EPOCH;

    public @Nullable Instant finishedAt;
}
