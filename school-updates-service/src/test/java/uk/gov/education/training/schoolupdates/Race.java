package uk.gov.education.training.schoolupdates;

import static org.awaitility.Awaitility.await;
import static uk.gov.education.training.localstack.TestTimeouts.SOON;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Transaction;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.RepetitionInfo;
import uk.gov.education.training.events.Json;

/** Sends requests at the same time. */
final class Race {

    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private static final String WAITING = """
            select count(*) from pg_stat_activity
            where datname = current_database() and backend_type = 'client backend' and wait_event_type = 'Lock'""";

    private final SchoolUpdates service;
    private final List<HttpRequest> requests = new ArrayList<>();

    Race(SchoolUpdates service) {
        this.service = service;
    }

    record Response(int status, JsonNode body) {

        static Response of(HttpResponse<String> response) {
            try {
                return new Response(
                        response.statusCode(),
                        response.body().isEmpty() ? MissingNode.getInstance() : Json.MAPPER.readTree(response.body()));
            } catch (JsonProcessingException notJson) {
                throw new AssertionError("Not JSON: " + response.body(), notJson);
            }
        }
    }

    Race post(Caller caller, String path, Object body) {
        return request(caller, "POST", path, body);
    }

    Race put(Caller caller, String path, Object body) {
        return request(caller, "PUT", path, body);
    }

    Race delete(Caller caller, String path) {
        return request(caller, "DELETE", path, null);
    }

    private Race request(Caller caller, String method, String path, Object body) {
        String url = ConfigProvider.getConfig().getValue("test.url", String.class);
        try {
            requests.add(HttpRequest.newBuilder(URI.create(url + caller.root() + path))
                    .header("Authorization", "Bearer " + caller.token())
                    .header("X-With-Server-Date", caller.at())
                    .header("Content-Type", "application/json")
                    .method(
                            method,
                            body == null
                                    ? BodyPublishers.noBody()
                                    : BodyPublishers.ofString(Json.MAPPER.writeValueAsString(body)))
                    .build());
        } catch (JsonProcessingException bug) {
            throw new AssertionError(bug);
        }
        return this;
    }

    /**
     * Returns all responses. Every other round sends the requests freely; the others make each request read the
     * participants before any of them can lock.
     */
    List<Integer> statuses(RepetitionInfo round) {
        List<Response> responses = round.getCurrentRepetition() % 2 == 0 ? run() : blockOn("participants");
        return responses.stream().map(Response::status).toList();
    }

    /** Sends all requests at once. */
    List<Response> run() {
        return responses(send());
    }

    /**
     * Sends all requests at once, and delays row locks in a table until each request waits for one, so that each has
     * read the state before all of them.
     */
    private List<Response> blockOn(String table) {
        SqlConnection holder = service.pool().getConnection().await().atMost(SOON);
        List<CompletableFuture<HttpResponse<String>>> sent;
        try {
            Transaction holding = holder.begin().await().atMost(SOON);
            try {
                holder.query("lock table " + table + " in exclusive mode")
                        .execute()
                        .await()
                        .atMost(SOON);
                sent = send();
                await().pollInterval(Duration.ofMillis(5))
                        .atMost(SOON)
                        .until(() -> service.sql(WAITING).getFirst().getLong(0) == requests.size());
            } finally {
                holding.rollback().await().atMost(SOON);
            }
        } finally {
            holder.closeAndAwait();
        }
        return responses(sent);
    }

    private List<CompletableFuture<HttpResponse<String>>> send() {
        return requests.stream()
                .map(request -> CLIENT.sendAsync(request, BodyHandlers.ofString()))
                .toList();
    }

    private static List<Response> responses(List<CompletableFuture<HttpResponse<String>>> sent) {
        return sent.stream().map(CompletableFuture::join).map(Response::of).toList();
    }
}
