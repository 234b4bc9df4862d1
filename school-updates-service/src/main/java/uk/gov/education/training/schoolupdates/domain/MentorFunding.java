package uk.gov.education.training.schoolupdates.domain;

import static java.util.stream.Collectors.toSet;

import java.util.Collection;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import uk.gov.education.training.events.DeclarationType;
import uk.gov.education.training.events.Declarations;
import uk.gov.education.training.events.FundingPosition;
import uk.gov.education.training.events.Role;

/**
 * Finds the mentors whose training is no longer funded: their funding has ended, or they have a completed declaration,
 * which ends it.
 */
public final class MentorFunding {

    private MentorFunding() {}

    /** @return the ids of these mentors */
    public static Set<UUID> ended(Collection<FundingPosition> positions, Collection<Declarations> declarations) {
        return Stream.concat(
                        positions.stream()
                                .filter(position -> position.mentor() != null
                                        && position.mentor().endedOn() != null)
                                .map(FundingPosition::participantId),
                        declarations.stream()
                                .filter(MentorFunding::areCompleted)
                                .map(Declarations::participantId))
                .collect(toSet());
    }

    private static boolean areCompleted(Declarations about) {
        return about.declarations().stream()
                .anyMatch(declaration -> declaration.role() == Role.MENTOR
                        && declaration.type() == DeclarationType.COMPLETED
                        && !declaration.isVoided());
    }
}
