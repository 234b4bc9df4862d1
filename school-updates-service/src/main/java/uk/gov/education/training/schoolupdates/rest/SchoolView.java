package uk.gov.education.training.schoolupdates.rest;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.events.School;
import uk.gov.education.training.schoolupdates.reference.SchoolEntity;

/**
 * A school as DfE support sees it.
 *
 * @param version the version of the last event about the school
 */
record SchoolView(
        UUID id,
        String urn,
        String name,
        School.Status status,
        String type,
        @Nullable String phase,
        @Nullable String postcode,
        boolean inEngland,
        boolean section41Approved,
        boolean markedEligible,
        boolean eligible,
        @Nullable String primaryContactEmail,
        @Nullable String secondaryContactEmail,
        @Nullable TutorView inductionTutor,
        List<UpliftView> uplifts,
        @Nullable UUID mergedIntoId,
        Instant createdAt,
        long version) {

    record TutorView(String name, String email) {}

    record UpliftView(int cohort, boolean pupilPremium, boolean sparsity) {}

    static SchoolView of(SchoolEntity school) {
        School snapshot = school.snapshot();
        return new SchoolView(
                snapshot.id(),
                snapshot.urn(),
                snapshot.name(),
                snapshot.status(),
                snapshot.type(),
                school.phase,
                school.postcode,
                school.inEngland,
                school.section41Approved,
                school.markedEligible,
                snapshot.eligible(),
                snapshot.primaryContactEmail(),
                snapshot.secondaryContactEmail(),
                tutor(snapshot.inductionTutor()),
                snapshot.uplifts().stream()
                        .map(uplift -> new UpliftView(uplift.cohort(), uplift.pupilPremium(), uplift.sparsity()))
                        .toList(),
                snapshot.mergedIntoId(),
                snapshot.createdAt(),
                school.version);
    }

    private static @Nullable TutorView tutor(School.@Nullable InductionTutor tutor) {
        return tutor == null ? null : new TutorView(tutor.name(), tutor.email());
    }
}
