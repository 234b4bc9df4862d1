package uk.gov.education.training.platform.messaging;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.Map;
import java.util.Optional;
import uk.gov.education.training.events.Json;
import uk.gov.education.training.events.Topic;

/** The stored facts about one key: the newest snapshot of each topic. */
public record FactsOfKey(String key, Map<String, StoredSnapshot> facts) {

    /** A stored snapshot with its version. */
    public record StoredSnapshot(long version, String snapshot) {}

    /** The newest snapshot, or empty if this service has none of the topic. */
    public <S> Optional<S> snapshot(Topic<?, S> topic) {
        StoredSnapshot fact = facts.get(topic.name());
        if (fact == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(Json.MAPPER.readValue(fact.snapshot(), topic.snapshot()));
        } catch (JsonProcessingException unreadable) {
            throw new DecisionFailed(key, unreadable);
        }
    }

    /** The version of the newest snapshot, 0 if there is none. */
    public long version(Topic<?, ?> topic) {
        StoredSnapshot fact = facts.get(topic.name());
        return fact == null ? 0 : fact.version();
    }
}
