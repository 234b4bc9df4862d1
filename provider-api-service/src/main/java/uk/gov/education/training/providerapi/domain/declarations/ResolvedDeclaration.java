package uk.gov.education.training.providerapi.domain.declarations;

import java.time.Instant;
import java.util.Optional;
import uk.gov.education.training.events.ContractPeriod;
import uk.gov.education.training.events.ContractPeriod.Milestone;
import uk.gov.education.training.events.DeclarationType;
import uk.gov.education.training.events.Participant.Training;
import uk.gov.education.training.events.Role;
import uk.gov.education.training.providerapi.domain.participants.ParticipantFacts;

/**
 * A requested declaration with the facts that it refers to.
 *
 * @param type empty if the request names no existing type
 * @param date empty if the request has no valid date; present even if it is refused because it is in the future
 */
record ResolvedDeclaration(
        ParticipantFacts facts,
        Training training,
        ContractPeriod cohort,
        String schedule,
        Optional<DeclarationType> type,
        Optional<Instant> date) {

    Role role() {
        return training.role();
    }

    Optional<Milestone> milestone() {
        return type.flatMap(declared -> cohort.milestone(schedule, declared));
    }
}
