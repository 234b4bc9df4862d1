package uk.gov.education.training.providerapi;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import uk.gov.education.training.events.Json;

/**
 * A lead provider's client that keeps its copy of all participants up to date by {@code updated_since} alone. It reads
 * page after page until an empty one; then it asks again, for what changed since the newest {@code updated_at} that it
 * was given.
 */
final class Poller {

    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final URI address;
    private final Supplier<String> tokens;
    private final int perPage;
    private final List<String> filters;
    private final Map<String, String> copy = new HashMap<>();
    private final List<String> given = new ArrayList<>();
    private String since = "2020-01-01T00:00:00Z";
    private String newest = since;
    private int page = 1;
    private String token = "";

    /**
     * @param tokens one for each sweep, so that no rate limit applies
     * @param filters more of the query, such as {@code filter[cohort]=2025}
     */
    Poller(URI address, Supplier<String> tokens, int perPage, String... filters) {
        this.address = address;
        this.tokens = tokens;
        this.perPage = perPage;
        this.filters = List.of(filters);
    }

    /** Reads all changes since the last sweep. */
    void sweep() {
        boolean more = true;
        while (more) {
            more = nextPage();
        }
    }

    /** Reads the next page of this sweep. Returns false if it was empty, which ends the sweep. */
    boolean nextPage() {
        if (page == 1) {
            token = tokens.get();
            given.clear();
        }
        List<JsonNode> records = read(Stream.concat(
                Stream.of("page[page]=" + page++, "page[per_page]=" + perPage, "filter[updated_since]=" + since),
                filters.stream()));
        records.forEach(this::keep);
        if (records.isEmpty()) {
            page = 1;
            since = newest;
        }
        return !records.isEmpty();
    }

    private void keep(JsonNode record) {
        String id = record.path("id").asText();
        given.add(id);
        copy.put(id, record.toString());
        String updatedAt = updatedAt(record);
        if (updatedAt.compareTo(newest) > 0) {
            newest = updatedAt;
        }
    }

    /**
     * The next sweep will not return records older than its start, so the client's copy of those must equal the
     * server's.
     */
    void assertNothingIsMissing() {
        Map<String, String> settled = new HashMap<>();
        Map<String, String> copied = new HashMap<>();
        wholeList().forEach((id, record) -> {
            if (updatedAt(record).compareTo(since) < 0) {
                settled.put(id, record.toString());
                copied.put(id, copy.get(id));
            }
        });
        assertThat(copied).isEqualTo(settled);
    }

    /** The server's records by id, read in one request. */
    Map<String, JsonNode> wholeList() {
        Map<String, JsonNode> list = new HashMap<>();
        read(Stream.concat(Stream.of("page[per_page]=3000"), filters.stream()))
                .forEach(record -> list.put(record.path("id").asText(), record));
        return list;
    }

    /** The server's records in the form of this client's copy. */
    Map<String, String> serversCopy() {
        return wholeList().entrySet().stream()
                .collect(toMap(Map.Entry::getKey, entry -> entry.getValue().toString()));
    }

    /** The ids received in the current sweep, or in the one that has just ended, in order. */
    List<String> given() {
        return List.copyOf(given);
    }

    /** This client's copy: records by id. It still has removed records, because the API does not report removals. */
    Map<String, String> copy() {
        return Map.copyOf(copy);
    }

    /** The start time of the next sweep. */
    String since() {
        return since;
    }

    private static String updatedAt(JsonNode record) {
        return record.path("attributes").path("updated_at").asText();
    }

    private List<JsonNode> read(Stream<String> parameters) {
        String query = parameters
                .map(parameter -> parameter.split("=", 2))
                .map(pair -> URLEncoder.encode(pair[0], UTF_8) + "=" + URLEncoder.encode(pair[1], UTF_8))
                .collect(joining("&"));
        HttpRequest request = HttpRequest.newBuilder(address.resolve("/api/v3/participants?" + query))
                .header("Authorization", "Bearer " + token)
                .build();
        try {
            var response = HTTP.send(request, BodyHandlers.ofString());
            assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
            List<JsonNode> records = new ArrayList<>();
            Json.MAPPER.readTree(response.body()).path("data").forEach(records::add);
            return records;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
