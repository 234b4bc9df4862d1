package uk.gov.education.training.launcher;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
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
    private final ServiceProcess service;
    private final Map<String, String> headers;
    private final JsonMapper json = new JsonMapper();

    DemoRequests(HttpClient http, ServiceProcess service, String token) {
        this(http, service, Map.of("Authorization", "Bearer " + token));
    }

    private DemoRequests(HttpClient http, ServiceProcess service, Map<String, String> headers) {
        this.http = http;
        this.service = service;
        this.headers = headers;
    }

    /** The same, at another time, by the sandbox clock. */
    DemoRequests at(Instant time) {
        var withTime = new HashMap<>(headers);
        withTime.put("X-With-Server-Date", time.toString());
        return new DemoRequests(http, service, withTime);
    }

    /** Makes all calls, and ends when each has its answer. */
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

    /** Creates something that is created only once, however often it is sent. */
    JsonNode post(String path, Map<String, Object> body) throws IOException, InterruptedException {
        return send(request(path)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json.writeValueAsString(body)))
                .build());
    }

    JsonNode get(String path) throws IOException, InterruptedException {
        return send(request(path).build());
    }

    private HttpRequest.Builder request(String path) {
        var request = HttpRequest.newBuilder(service.at(path)).timeout(Duration.ofSeconds(30));
        headers.forEach(request::header);
        return request;
    }

    private JsonNode send(HttpRequest request) throws IOException, InterruptedException {
        for (int attempt = 1; ; attempt++) {
            try {
                var response = http.send(request, HttpResponse.BodyHandlers.ofString());
                if (response.statusCode() == 201 || response.statusCode() == 200) {
                    return json.readTree(response.body());
                }
                // Even a refusal may pass: the cohort may still be on its way to the service.
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
