package uk.gov.education.training.providerapi.domain.training;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.events.Participant.Training;
import uk.gov.education.training.events.Role;
import uk.gov.education.training.providerapi.domain.Verdict.Reason;
import uk.gov.education.training.providerapi.domain.participants.ParticipantFacts;

/**
 * The training that a lead provider's action is about: always the latest that this provider has with the participant in
 * the role, never chosen by date.
 *
 * @param reasons why there is none; empty if there is
 */
record AddressedTraining(Optional<Training> training, List<Reason> reasons) {

    /** @param role the enrolment meant; null if the request named none that exists */
    static AddressedTraining of(UUID leadProviderId, ParticipantFacts facts, @Nullable Role role) {
        if (role == null) {
            return none("Give '#/course_identifier': 'ecf-induction' for an ECT or 'ecf-mentor' for a mentor.");
        }
        Optional<Training> training = facts.latestTraining(leadProviderId, role);
        return training.isPresent()
                ? new AddressedTraining(training, List.of())
                : none("You don't train this participant on this course. Use the other '#/course_identifier'.");
    }

    private static AddressedTraining none(String detail) {
        return new AddressedTraining(Optional.empty(), List.of(new Reason("course_identifier", detail)));
    }
}
