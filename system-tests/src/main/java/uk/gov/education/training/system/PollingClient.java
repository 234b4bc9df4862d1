package uk.gov.education.training.system;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A lead provider's client that keeps its copy of all participants up to date by {@code updated_since} alone. It reads
 * all pages up to an empty one, then polls again from the newest {@code updated_at} that it received.
 */
public final class PollingClient {

    /** Small, so that a response has many pages. */
    private static final int PER_PAGE = 7;

    private final List<RestClient> instances;
    private final Map<String, JsonNode> participants = new ConcurrentHashMap<>();
    private String since = "2020-01-01T00:00:00Z";
    private String newest = since;
    private int requests;

    /** @param instances of the provider API, used in turn for each page */
    public PollingClient(RestClient... instances) {
        this.instances = List.of(instances);
    }

    /**
     * Reads all changes since the newest known change. If a page fails, the next poll starts from the same time: pages
     * are sorted newest first, so the newest change does not prove that older ones were read.
     */
    public void poll() {
        for (int page = 1; ; page++) {
            JsonNode records = page(page);
            if (records.isMissingNode()) {
                return;
            }
            if (records.isEmpty()) {
                since = newest;
                return;
            }
            records.forEach(this::store);
        }
    }

    /** The records of a page, or a missing node if no instance responds. */
    private JsonNode page(int page) {
        String path = "/participants?page%5Bpage%5D=" + page + "&page%5Bper_page%5D=" + PER_PAGE
                + "&filter%5Bupdated_since%5D=" + since;
        for (int attempt = 0; attempt < instances.size(); attempt++) {
            try {
                RestClient.Response response =
                        instances.get(requests++ % instances.size()).get(path);
                if (response.isOk()) {
                    return response.body().path("data");
                }
            } catch (UncheckedIOException unavailable) {
                // try the next instance, or all of them at the next poll
            }
        }
        return MissingNode.getInstance();
    }

    private void store(JsonNode participant) {
        participants.put(participant.path("id").asText(), participant.path("attributes"));
        String updatedAt = participant.path("attributes").path("updated_at").asText();
        if (updatedAt.compareTo(newest) > 0) {
            newest = updatedAt;
        }
    }

    /** The client's copy: attributes by participant id. */
    public Map<String, JsonNode> participants() {
        return Map.copyOf(participants);
    }
}
