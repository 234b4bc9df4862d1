package uk.gov.education.training.system;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import uk.gov.education.training.localstack.TestTimeouts;

/** An HTTP client for one caller of one service. */
public final class RestClient {

    private static final Duration RESPONSE_TIMEOUT = TestTimeouts.of(Duration.ofSeconds(10));
    private static final JsonMapper JSON = new JsonMapper();
    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(TestTimeouts.of(Duration.ofSeconds(2)))
            .build();

    private static final List<Witness> WITNESSES = ServiceLoader.load(Witness.class).stream()
            .map(ServiceLoader.Provider::get)
            .toList();

    /** Receives every response. Tests register one in META-INF/services; the benchmark has none. */
    public interface Witness {

        void saw(HttpResponse<String> response);
    }

    private final String address;
    private final String token;
    private final Map<String, String> headers;

    /** @param address with the base path, such as {@code http://127.0.0.1:8080/api/v3} */
    public RestClient(String address, String token) {
        this(address, token, Map.of());
    }

    private RestClient(String address, String token, Map<String, String> headers) {
        this.address = address;
        this.token = token;
        this.headers = headers;
    }

    /** The same client at noon of another day. */
    public RestClient on(LocalDate day) {
        return with("X-With-Server-Date", day + "T12:00:00Z");
    }

    /** The same client with an Idempotency-Key. */
    public RestClient once(String idempotencyKey) {
        return with("Idempotency-Key", idempotencyKey);
    }

    /** The same client with a {@code traceparent}: {@code 00-<trace>-<span>-01}. */
    public RestClient traced(String traceparent) {
        return with("traceparent", traceparent);
    }

    /** The same client with the current ETag of a path as If-Match. */
    public RestClient havingSeen(String path) {
        String tag = respond("GET", path, BodyPublishers.noBody())
                .headers()
                .firstValue("ETag")
                .orElseThrow(() -> new IllegalStateException(path + " has no ETag in its response"));
        return with("If-Match", tag);
    }

    private RestClient with(String header, String value) {
        Map<String, String> more = new HashMap<>(headers);
        more.put(header, value);
        return new RestClient(address, token, more);
    }

    /** @param body null if it was empty */
    public record Response(int status, JsonNode body) {

        public boolean isOk() {
            return status / 100 == 2;
        }

        /** The body, if the request succeeded. */
        public JsonNode ok() {
            if (!isOk()) {
                throw new IllegalStateException("Status " + status + ": " + body);
            }
            return body;
        }
    }

    /** @throws UncheckedIOException if there is no response */
    public Response get(String path) {
        return send("GET", path, BodyPublishers.noBody());
    }

    public Response post(String path, Map<String, ?> body) {
        return send("POST", path, json(body));
    }

    public Response put(String path, Map<String, ?> body) {
        return send("PUT", path, json(body));
    }

    public Response delete(String path) {
        return send("DELETE", path, BodyPublishers.noBody());
    }

    /** Sends a body that need not be JSON. */
    public Response postText(String path, String body) {
        return send("POST", path, BodyPublishers.ofString(body));
    }

    private static HttpRequest.BodyPublisher json(Map<String, ?> body) {
        try {
            return BodyPublishers.ofString(JSON.writeValueAsString(body));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private Response send(String method, String path, HttpRequest.BodyPublisher body) {
        var response = respond(method, path, body);
        try {
            return new Response(response.statusCode(), JSON.readTree(response.body()));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private HttpResponse<String> respond(String method, String path, HttpRequest.BodyPublisher body) {
        var request = HttpRequest.newBuilder(URI.create(address + path))
                .timeout(RESPONSE_TIMEOUT)
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .method(method, body);
        headers.forEach(request::header);
        try {
            var response = HTTP.send(request.build(), BodyHandlers.ofString());
            WITNESSES.forEach(witness -> witness.saw(response));
            return response;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
