package uk.gov.education.training.events;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A school, as DfE keeps it.
 *
 * @param id stays the same when the URN is replaced
 * @param urn the unique reference number today
 * @param type the type of establishment, in the words of the schools register
 * @param eligible whether participants at this school can have funded training now
 * @param primaryContactEmail the first public address in the schools register
 * @param secondaryContactEmail the second
 * @param uplifts at most one for each cohort; a cohort without one has no uplift
 * @param mergedIntoId the school that took this one over
 * @param createdAt when DfE added the school, in real time
 */
@RecordBuilder
public record School(
        UUID id,
        String urn,
        String name,
        Status status,
        String type,
        boolean eligible,
        @Nullable String primaryContactEmail,
        @Nullable String secondaryContactEmail,
        @Nullable InductionTutor inductionTutor,
        List<Uplift> uplifts,
        @Nullable UUID mergedIntoId,
        Instant createdAt)
        implements SchoolBuilder.With {

    /** The status in the schools register. */
    public enum Status {
        PROPOSED_TO_OPEN,
        OPEN,
        PROPOSED_TO_CLOSE,
        CLOSED
    }

    /** The person at the school who looks after induction. */
    public record InductionTutor(String name, String email) {}

    /** The extra payments that a school's participants of one cohort qualify for. */
    public record Uplift(int cohort, boolean pupilPremium, boolean sparsity) {}

    public School {
        uplifts = List.copyOf(uplifts);
    }

    /** The address to write to about induction: the induction tutor's, otherwise the first public one. */
    public @Nullable String inductionEmail() {
        if (inductionTutor != null) {
            return inductionTutor.email();
        }
        return primaryContactEmail != null ? primaryContactEmail : secondaryContactEmail;
    }

    /** The uplift of a cohort: none if the school has no row for it. */
    public Uplift uplift(int cohort) {
        return uplifts.stream()
                .filter(uplift -> uplift.cohort() == cohort)
                .findFirst()
                .orElse(new Uplift(cohort, false, false));
    }
}
