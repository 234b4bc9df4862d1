package uk.gov.education.training.providerapi.timeline;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.events.Json;
import uk.gov.education.training.events.London;
import uk.gov.education.training.providerapi.documents.DocumentRenderer;
import uk.gov.education.training.providerapi.documents.DocumentRenderer.Rendering;
import uk.gov.education.training.providerapi.domain.participants.ParticipantFacts;
import uk.gov.education.training.providerapi.facts.LoadedFacts;
import uk.gov.education.training.providerapi.store.ProviderDocument;

/**
 * The documents about a participant that lead providers saw on a day.
 *
 * @param byKey the fields of each document, without {@code updated_at}
 */
record SeenDocuments(Map<ProviderDocument.Key, Map<String, String>> byKey) {

    static final SeenDocuments NONE = new SeenDocuments(Map.of());

    private static final Instant NO_TIME = Instant.EPOCH;

    /** Renders what lead providers saw on the day of the event. */
    static SeenDocuments of(UUID participant, Optional<ParticipantFacts> facts, Instant on) {
        Map<ProviderDocument.Key, Map<String, String>> documents = new LinkedHashMap<>();
        String key = participant.toString();
        LoadedFacts known =
                new LoadedFacts(Map.of(), facts.map(all -> Map.of(key, all)).orElse(Map.of()), Map.of(), true);
        for (Rendering rendering : DocumentRenderer.of(known, key, London.dateOf(on))) {
            documents.put(rendering.key(), fields(rendering));
        }
        return new SeenDocuments(documents);
    }

    private static Map<String, String> fields(Rendering rendering) {
        JsonNode attributes = tree(rendering.json().updatedAt(NO_TIME)).path("attributes");
        ((ObjectNode) attributes).remove("updated_at");
        return JsonFields.of(attributes);
    }

    /** The differences between these documents, before an event, and those after it. */
    List<DocumentDifference> differences(SeenDocuments after) {
        List<DocumentDifference> differences = new ArrayList<>();
        after.byKey.forEach((key, now) -> {
            @Nullable Map<String, String> then = byKey.get(key);
            if (!now.equals(then)) {
                differences.add(difference(key, then, now));
            }
        });
        byKey.forEach((key, then) -> {
            if (!after.byKey.containsKey(key)) {
                differences.add(difference(key, then, null));
            }
        });
        return differences;
    }

    private static DocumentDifference difference(
            ProviderDocument.Key key, @Nullable Map<String, String> before, @Nullable Map<String, String> after) {
        return new DocumentDifference(key.leadProviderId(), key.kind().type(), key.id(), before, after);
    }

    private static JsonNode tree(String json) {
        try {
            return Json.MAPPER.readTree(json);
        } catch (JsonProcessingException bug) {
            throw new IllegalStateException("A document is not valid JSON", bug);
        }
    }
}
