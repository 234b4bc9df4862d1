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
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import uk.gov.education.training.localstack.StartupException;
import uk.gov.education.training.localstack.TestTimeouts;

/** Calls the API of a service to load the demo data: several calls at once, each tried for half a minute. */
final class DemoRequests {

    private static final int IN_FLIGHT = 32;
    private static final LocalTime TIME_OF_DAY = LocalTime.of(9, 0);
    private static final Duration LONGEST_TRY = TestTimeouts.of(Duration.ofSeconds(30));
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);

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
        return with("X-With-Server-Date", time.toString());
    }

    /** Returns a client whose calls have this day, by the sandbox clock. */
    DemoRequests on(LocalDate day) {
        return at(day.atTime(TIME_OF_DAY).toInstant(ZoneOffset.UTC));
    }

    /** Returns a client whose call happens once, even if it is sent again. */
    DemoRequests once(String idempotencyKey) {
        return with("Idempotency-Key", idempotencyKey);
    }

    /** Returns a client whose call gives a new participant this id. */
    DemoRequests creating(UUID participantId) {
        return with("X-With-Participant-Id", participantId.toString());
    }

    /** Returns a client whose call changes only what this version of it is about. */
    DemoRequests ifMatch(String entityTag) {
        return with("If-Match", entityTag);
    }

    private DemoRequests with(String header, String value) {
        var extended = new HashMap<>(headers);
        extended.put(header, value);
        return new DemoRequests(http, address, extended);
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

    /** Sends a request that creates something. */
    JsonNode post(String path, Map<String, Object> body) throws IOException, InterruptedException {
        return send(withBody(path, "POST", body));
    }

    /** Sends a request that changes something. */
    JsonNode put(String path, Map<String, Object> body) throws IOException, InterruptedException {
        return send(withBody(path, "PUT", body));
    }

    /** Sends a request that changes something and has no body. */
    JsonNode put(String path) throws IOException, InterruptedException {
        return send(putWithoutBody(path));
    }

    /** Sends a request that changes something and has no body, once, whatever the answer is. */
    HttpResponse<String> tryPut(String path) throws IOException, InterruptedException {
        return http.send(putWithoutBody(path), HttpResponse.BodyHandlers.ofString());
    }

    private HttpRequest putWithoutBody(String path) {
        return request(path).PUT(HttpRequest.BodyPublishers.noBody()).build();
    }

    private HttpRequest withBody(String path, String method, Map<String, Object> body) throws IOException {
        return request(path)
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(json.writeValueAsString(body)))
                .build();
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

    /** Returns the entity tag of a resource. */
    String entityTag(String path) throws IOException, InterruptedException {
        return answer(request(path).build()).headers().firstValue("ETag").orElseThrow();
    }

    private HttpRequest.Builder request(String path) {
        var request = HttpRequest.newBuilder(URI.create(address + path)).timeout(Duration.ofSeconds(30));
        headers.forEach(request::header);
        return request;
    }

    private JsonNode send(HttpRequest request) throws IOException, InterruptedException {
        return json.readTree(answer(request).body());
    }

    /** Tries again even after a refusal: the service may not have received what the request is about yet. */
    private HttpResponse<String> answer(HttpRequest request) throws IOException, InterruptedException {
        long begin = System.nanoTime();
        for (var pause = FIRST_PAUSE; ; pause = longer(pause)) {
            boolean last = System.nanoTime() - begin > LONGEST_TRY.toNanos();
            try {
                var response = http.send(request, HttpResponse.BodyHandlers.ofString());
                if (response.statusCode() / 100 == 2) {
                    return response;
                }
                if (last) {
                    throw new StartupException(request.method() + " " + request.uri() + " answered "
                            + response.statusCode() + " " + response.body());
                }
            } catch (IOException e) {
                if (last) {
                    throw e;
                }
            }
            Thread.sleep(pause);
        }
    }

    private static Duration longer(Duration pause) {
        var doubled = pause.multipliedBy(2);
        return doubled.compareTo(LONGEST_PAUSE) < 0 ? doubled : LONGEST_PAUSE;
    }
}
