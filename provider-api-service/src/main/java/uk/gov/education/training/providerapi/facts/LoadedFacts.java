package uk.gov.education.training.providerapi.facts;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import uk.gov.education.training.platform.messaging.FactsOfKey;
import uk.gov.education.training.providerapi.domain.participants.ParticipantFacts;

/**
 * All stored facts about some participants.
 *
 * @param stored the stored snapshots by key
 * @param participants by key; without participants that no school has reported or that DfE deleted
 * @param mentored for each mentor, by lead provider, the ECTs whom they mentor as this provider sees it
 * @param settled false if a lead provider's name is missing that may arrive soon, or if uplifts may be changing now
 */
public record LoadedFacts(
        Map<String, FactsOfKey> stored,
        Map<String, ParticipantFacts> participants,
        Map<UUID, Map<UUID, Set<UUID>>> mentored,
        boolean settled) {

    public Optional<ParticipantFacts> participant(String key) {
        return Optional.ofNullable(participants.get(key));
    }

    public Map<UUID, Set<UUID>> mentoredBy(UUID mentor) {
        return mentored.getOrDefault(mentor, Map.of());
    }

    /** The same facts after a decision about one of the participants. */
    public LoadedFacts with(String key, ParticipantFacts decided) {
        Map<String, ParticipantFacts> all = new HashMap<>(participants);
        all.put(key, decided);
        return new LoadedFacts(stored, all, mentored, settled);
    }
}
