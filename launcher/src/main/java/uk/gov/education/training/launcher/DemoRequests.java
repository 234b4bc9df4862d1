package uk.gov.education.training.launcher;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import uk.gov.education.training.localstack.StartupException;

/** Calls the API of a service to load the demo data: several calls at once, each tried up to ten times. */
final class DemoRequests {

    private static final int IN_FLIGHT = 32;
    private static final int ATTEMPTS = 10;

    private final HttpClient http;
    private final String address;
    private final Map<String, String> headers;
    private final JsonMapper json = new JsonMapper();

    DemoRequests(HttpClient http, String address, String token) {
        this(http, address, Map.of("Authorization", "Bearer " + token));
    }

    private DemoRequests(HttpClient http, String address, Map<String, String> headers) {
        this.http = http;
        this.address = address;
        this.headers = headers;
    }

    /** Returns a client whose calls have this time, by the sandbox clock. */
    DemoRequests at(Instant time) {
        var withTime = new HashMap<>(headers);
        withTime.put("X-With-Server-Date", time.toString());
        return new DemoRequests(http, address, withTime);
    }

    /** Makes all calls and waits for their results. */
    static <T> List<T> all(String what, List<Callable<T>> calls) {
        try (var senders =
                Executors.newFixedThreadPool(IN_FLIGHT, Thread.ofVirtual().factory())) {
            var results = new ArrayList<T>();
            for (var call : senders.invokeAll(calls)) {
                results.add(call.get());
            }
            return results;
        } catch (ExecutionException e) {
            throw new StartupException(
                    "Could not create the demo " + what + ": " + e.getCause().getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Sends a request that creates something once, even if it is repeated. */
    JsonNode post(String path, Map<String, Object> body) throws IOException, InterruptedException {
        return send(request(path)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json.writeValueAsString(body)))
                .build());
    }

    /** Sends a file of the schools register. */
    JsonNode postCsv(String path, byte[] file) throws IOException, InterruptedException {
        return send(request(path)
                .header("Content-Type", "text/csv")
                .POST(HttpRequest.BodyPublishers.ofByteArray(file))
                .build());
    }

    JsonNode get(String path) throws IOException, InterruptedException {
        return send(request(path).build());
    }

    private HttpRequest.Builder request(String path) {
        var request = HttpRequest.newBuilder(URI.create(address + path)).timeout(Duration.ofSeconds(30));
        headers.forEach(request::header);
        return request;
    }

    private JsonNode send(HttpRequest request) throws IOException, InterruptedException {
        for (int attempt = 1; ; attempt++) {
            try {
                var response = http.send(request, HttpResponse.BodyHandlers.ofString());
                if (response.statusCode() / 100 == 2) {
                    return json.readTree(response.body());
                }
                // Retry even a refusal: the service may not have received the cohort yet.
                if (attempt == ATTEMPTS) {
                    throw new StartupException(
                            request.uri() + " answered " + response.statusCode() + " " + response.body());
                }
            } catch (IOException e) {
                if (attempt == ATTEMPTS) {
                    throw e;
                }
            }
            Thread.sleep(Duration.ofMillis(200L * attempt));
        }
    }
}
