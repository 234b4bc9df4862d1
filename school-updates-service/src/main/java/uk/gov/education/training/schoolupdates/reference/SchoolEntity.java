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
import uk.gov.education.training.schoolupdates.domain.schools.SchoolDetails;
import uk.gov.education.training.schoolupdates.domain.schools.SchoolEligibility;

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

    /** Takes over the details that are given, which have been checked. */
    void apply(SchoolDetails details) {
        name = given(details.name(), name);
        status = given(details.status(), status);
        type = given(details.type(), type);
        phase = optional(details.phase(), phase);
        postcode = optional(details.postcode(), postcode);
        inEngland = given(details.inEngland(), inEngland);
        section41Approved = given(details.section41Approved(), section41Approved);
        markedEligible = given(details.markedEligible(), markedEligible);
        primaryContactEmail = optional(details.primaryContactEmail(), primaryContactEmail);
        secondaryContactEmail = optional(details.secondaryContactEmail(), secondaryContactEmail);
        decideEligibility();
    }

    void setTutor(School.@Nullable InductionTutor tutor) {
        tutorName = tutor == null ? null : tutor.name();
        tutorEmail = tutor == null ? null : tutor.email();
    }

    /** Sets the uplift of a cohort. One without either flag has no row. */
    void setUplift(UpliftOfCohort uplift) {
        uplifts.removeIf(present -> present.cohort() == uplift.cohort());
        if (uplift.pupilPremium() || uplift.sparsity()) {
            uplifts.add(uplift);
        }
    }

    /** Closes the school because another one took it over. */
    void close(UUID successorId) {
        status = School.Status.CLOSED;
        mergedIntoId = successorId;
        markedEligible = false;
        decideEligibility();
    }

    private void decideEligibility() {
        eligible = new SchoolEligibility(status, type, inEngland, section41Approved, markedEligible).isEligible();
    }

    private static <T> T given(@Nullable T value, T present) {
        return value == null ? present : value;
    }

    private static @Nullable String optional(@Nullable String text, @Nullable String present) {
        if (text == null) {
            return present;
        }
        return text.isEmpty() ? null : text;
    }

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
