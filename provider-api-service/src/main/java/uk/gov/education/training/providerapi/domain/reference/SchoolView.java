package uk.gov.education.training.providerapi.domain.reference;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.events.ContractPeriod;
import uk.gov.education.training.events.School;
import uk.gov.education.training.events.School.InductionTutor;
import uk.gov.education.training.platform.rules.InductionProgrammeChoice;

/**
 * A school in one cohort, as a lead provider sees it.
 *
 * @param inPartnership whether any lead provider has a partnership with it
 * @param expressionOfInterest whether this lead provider trains anyone there, ever did, or is expected to
 * @param inductionTutorName null without an expression of interest
 * @param inductionTutorEmail likewise
 */
public record SchoolView(
        UUID schoolId,
        String name,
        String urn,
        int cohort,
        boolean inPartnership,
        InductionProgrammeChoice inductionProgrammeChoice,
        boolean expressionOfInterest,
        @Nullable String inductionTutorName,
        @Nullable String inductionTutorEmail,
        Instant createdAt) {

    /** The view; empty if the school is neither eligible now nor in a partnership of the cohort. */
    public static Optional<SchoolView> of(UUID leadProviderId, ContractPeriod contractPeriod, SchoolFacts facts) {
        School school = facts.school();
        int cohort = contractPeriod.year();
        boolean inPartnership = facts.isInPartnership(cohort);
        if (!school.eligible() && !inPartnership) {
            return Optional.empty();
        }
        boolean interest = facts.expressedInterestIn(leadProviderId, cohort);
        return Optional.of(new SchoolView(
                school.id(),
                school.name(),
                school.urn(),
                cohort,
                inPartnership,
                InductionProgrammeChoice.of(contractPeriod, facts.trainings()),
                interest,
                interest ? tutorName(school) : null,
                interest ? school.inductionEmail() : null,
                school.createdAt()));
    }

    static @Nullable String tutorName(School school) {
        @Nullable InductionTutor tutor = school.inductionTutor();
        return tutor == null ? null : tutor.name();
    }
}
