package uk.gov.education.training.providerapi.domain.training;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.events.Participant.Training;
import uk.gov.education.training.events.Role;
import uk.gov.education.training.platform.rules.Verdict;
import uk.gov.education.training.providerapi.domain.participants.ParticipantFacts;

/**
 * Finds the training that a lead provider's action is about: always the latest that this provider has with the
 * participant in the role, never chosen by date.
 */
final class AddressedTraining {

    private AddressedTraining() {}

    /** @param role the role of the enrolment; null if the request names no valid one */
    static Verdict<Training> find(UUID leadProviderId, ParticipantFacts facts, @Nullable Role role) {
        if (role == null) {
            return none("Give '#/course_identifier': 'ecf-induction' for an ECT or 'ecf-mentor' for a mentor.");
        }
        return facts.latestTraining(leadProviderId, role)
                .map(Verdict::accepted)
                .orElseGet(() ->
                        none("You don't train this participant on this course. Use the other '#/course_identifier'."));
    }

    private static Verdict<Training> none(String detail) {
        return Verdict.refused("course_identifier", detail);
    }
}
