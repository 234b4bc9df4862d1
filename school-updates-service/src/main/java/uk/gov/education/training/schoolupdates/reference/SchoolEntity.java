package uk.gov.education.training.schoolupdates.reference;

import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.Table;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.hibernate.annotations.BatchSize;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.events.School;
import uk.gov.education.training.events.SchoolChange;
import uk.gov.education.training.events.Topic;
import uk.gov.education.training.events.Topics;

/** A row of schools. */
@Entity(name = "School")
@Table(name = "schools")
public class SchoolEntity extends PublishedEntity<SchoolChange, School> {

    public String urn = "";

    public String name = "";

    @Convert(converter = SchoolStatusConverter.class)
    public School.Status status = School.Status.OPEN;

    public String type = "";

    public @Nullable String phase;

    public @Nullable String postcode;

    public boolean inEngland = true;

    @Column(name = "section_41_approved")
    public boolean section41Approved;

    public boolean markedEligible;

    public boolean eligible;

    public @Nullable String primaryContactEmail;

    public @Nullable String secondaryContactEmail;

    public @Nullable String tutorName;

    public @Nullable String tutorEmail;

    public @Nullable UUID mergedIntoId;

    @ElementCollection(fetch = FetchType.EAGER)
    @BatchSize(size = PublishedEntity.BATCH)
    @CollectionTable(name = "school_uplifts", joinColumns = @JoinColumn(name = "school_id"))
    public Set<UpliftOfCohort> uplifts = new HashSet<>();

    /** A row of school_uplifts. */
    @Embeddable
    public record UpliftOfCohort(int cohort, boolean pupilPremium, boolean sparsity) {}

    @Override
    public Topic<SchoolChange, School> topic() {
        return Topics.SCHOOLS;
    }

    @Override
    public School snapshot() {
        return new School(
                id,
                urn,
                name,
                status,
                type,
                eligible,
                primaryContactEmail,
                secondaryContactEmail,
                tutorName == null || tutorEmail == null ? null : new School.InductionTutor(tutorName, tutorEmail),
                uplifts.stream()
                        .sorted(Comparator.comparingInt(UpliftOfCohort::cohort))
                        .map(uplift -> new School.Uplift(uplift.cohort(), uplift.pupilPremium(), uplift.sparsity()))
                        .toList(),
                mergedIntoId,
                createdAt);
    }
}
