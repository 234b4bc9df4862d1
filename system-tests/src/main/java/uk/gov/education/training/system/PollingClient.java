package uk.gov.education.training.system;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A lead provider's client that keeps its copy of all participants up to date by {@code updated_since} alone: it reads
 * page after page until an empty one, and then asks again, with nothing but the newest {@code updated_at} that it was
 * given.
 */
public final class PollingClient {

    /** Small, so that a response has many pages. */
    private static final int PER_PAGE = 7;

    private final List<RestClient> instances;
    private final Map<String, JsonNode> participants = new ConcurrentHashMap<>();
    private String since = "2020-01-01T00:00:00Z";
    private String newest = since;
    private int requests;

    /** @param instances of the provider API, which it asks in turn, page by page */
    public PollingClient(RestClient... instances) {
        this.instances = List.of(instances);
    }

    /**
     * Asks for everything that changed since the newest change it knows. If an answer fails, all of it is asked for
     * again next time: what comes first is the newest, and tells nothing of what comes behind.
     */
    public void poll() {
        for (int page = 1; ; page++) {
            JsonNode answer = page(page);
            if (answer.isMissingNode()) {
                return;
            }
            if (answer.isEmpty()) {
                since = newest;
                return;
            }
            answer.forEach(this::keep);
        }
    }

    /** The records of a page; a missing node if no instance answers. */
    private JsonNode page(int page) {
        String path = "/participants?page%5Bpage%5D=" + page + "&page%5Bper_page%5D=" + PER_PAGE
                + "&filter%5Bupdated_since%5D=" + since;
        for (int attempt = 0; attempt < instances.size(); attempt++) {
            try {
                RestClient.Answer answer =
                        instances.get(requests++ % instances.size()).get(path);
                if (answer.isOk()) {
                    return answer.body().path("data");
                }
            } catch (UncheckedIOException away) {
                // another one is asked, or all of them next time
            }
        }
        return MissingNode.getInstance();
    }

    private void keep(JsonNode participant) {
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
