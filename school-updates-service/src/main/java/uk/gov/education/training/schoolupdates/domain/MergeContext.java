package uk.gov.education.training.schoolupdates.domain;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.events.Declarations;
import uk.gov.education.training.events.Participant.Training;

/**
 * The facts of other services about the two records of a merge.
 *
 * @param declarations the declarations under all present and former ids of both records
 * @param cohortsMovedTo the cohorts to which lead providers moved training, by the training's id
 * @param fundingEnded the participants of the two whose training as a mentor is no longer funded
 * @param leadProviders the names of the lead providers that made declarations
 */
public record MergeContext(
        Collection<Declarations> declarations,
        Map<UUID, Integer> cohortsMovedTo,
        Set<UUID> fundingEnded,
        Map<UUID, String> leadProviders) {

    public static final MergeContext EMPTY = new MergeContext(List.of(), Map.of(), Set.of(), Map.of());

    boolean fundingEndedOnlyFor(UUID one, UUID other) {
        return fundingEnded.contains(one) && !fundingEnded.contains(other);
    }

    @Nullable
    Integer cohort(Training training) {
        return training.isProviderLed() ? cohortsMovedTo.getOrDefault(training.id(), training.cohort()) : null;
    }
}
