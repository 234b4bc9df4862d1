package uk.gov.education.training.system;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A lead provider's client that keeps its copy of all participants up to date by {@code updated_since} alone, with
 * nothing but the newest {@code updated_at} that it was given.
 */
public final class SyncClient {

    private final Rest provider;
    private final Map<String, JsonNode> participants = new ConcurrentHashMap<>();
    private volatile String newest = "2020-01-01T00:00:00Z";

    public SyncClient(Rest provider) {
        this.provider = provider;
    }

    /** Asks for everything that changed since the newest change it knows. An answer that fails changes nothing here. */
    public void poll() {
        try {
            Rest.Answer answer =
                    provider.get("/participants?page%5Bper_page%5D=3000&filter%5Bupdated_since%5D=" + newest);
            if (answer.isOk()) {
                answer.body().path("data").forEach(this::keep);
            }
        } catch (UncheckedIOException away) {
            // asked again next time
        }
    }

    private void keep(JsonNode participant) {
        participants.put(participant.path("id").asText(), participant.path("attributes"));
        String updatedAt = participant.path("attributes").path("updated_at").asText();
        if (updatedAt.compareTo(newest) > 0) {
            newest = updatedAt;
        }
    }

    /** What this client believes: attributes by participant id. */
    public Map<String, JsonNode> participants() {
        return Map.copyOf(participants);
    }
}
