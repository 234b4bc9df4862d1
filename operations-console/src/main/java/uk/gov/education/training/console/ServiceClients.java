package uk.gov.education.training.console;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.events.Json;
import uk.gov.education.training.platform.web.ApiException;
import uk.gov.education.training.platform.web.ApiException.Problem;

/**
 * The services' own operations, asked with the operator's token, so that each service decides and records by whom it
 * was asked. This service is asked like the others.
 */
@ApplicationScoped
class ServiceClients {

    private static final int CONNECT_MILLIS = 2_000;

    private final HttpClient http;
    private final ConsoleSettings settings;

    ServiceClients(Vertx vertx, ConsoleSettings settings) {
        this.http = vertx.createHttpClient(new HttpClientOptions().setConnectTimeout(CONNECT_MILLIS));
        this.settings = settings;
    }

    @PreDestroy
    void close() {
        http.close();
    }

    /**
     * What a service answered, or why it did not.
     *
     * @param body of an answer that says so itself, or null
     * @param problems why the answer is not what was asked for; empty if it is
     */
    record Answer(String service, int status, @Nullable JsonNode body, List<Problem> problems) {

        public boolean isOk() {
            return problems.isEmpty();
        }

        /** As a person reads it. */
        List<String> details() {
            return problems.stream().map(Problem::detail).toList();
        }

        /** The part of the answer that is named data, as something that a page shows. */
        <T> List<T> list(Class<T> type) {
            return body == null ? List.of() : read(body.path("data"), type);
        }

        <T> T one(Class<T> type) {
            if (body == null) {
                throw new IllegalStateException("No answer");
            }
            return Json.MAPPER.convertValue(body.path("data"), type);
        }

        private static <T> List<T> read(JsonNode list, Class<T> type) {
            List<T> all = new ArrayList<>();
            list.forEach(each -> all.add(Json.MAPPER.convertValue(each, type)));
            return all;
        }
    }

    /** The services' names, in the order of the flow. */
    List<String> names() {
        return Topology.SERVICES.stream()
                .filter(settings.services()::containsKey)
                .toList();
    }

    /** Asks each of these services the same. One that does not answer keeps nobody waiting for longer than is set. */
    Uni<List<Answer>> each(List<String> services, Function<String, Uni<Answer>> question) {
        if (services.isEmpty()) {
            return Uni.createFrom().item(List.of());
        }
        return Uni.join().all(services.stream().map(question).toList()).andCollectFailures();
    }

    Uni<Answer> get(String service, String path, Operator operator) {
        return get(service, path, operator.token());
    }

    Uni<Answer> get(String service, String path, String token) {
        return ask(service, HttpMethod.GET, path, token, null);
    }

    Uni<Answer> post(String service, String path, Operator operator, Object body) {
        return ask(service, HttpMethod.POST, path, operator.token(), body);
    }

    private Uni<Answer> ask(String service, HttpMethod method, String path, String token, @Nullable Object body) {
        @Nullable String address = settings.services().get(service);
        if (address == null) {
            return Uni.createFrom().item(new Answer(service, 404, null, wrong("There is no service of this name.")));
        }
        RequestOptions options = new RequestOptions()
                .setMethod(method)
                .setAbsoluteURI(address + path)
                .setTimeout(settings.patience().toMillis())
                .putHeader("Authorization", "Bearer " + token)
                .putHeader("Accept", "application/json, application/problem+json");
        return Uni.createFrom()
                .completionStage(() -> http.request(options)
                        .compose(request -> send(request, body))
                        .compose(response -> response.body().map(bytes -> answer(service, response, bytes)))
                        .toCompletionStage())
                .onFailure()
                .recoverWithItem(away ->
                        new Answer(service, 0, null, wrong(service + " does not answer: " + reason(away) + ".")));
    }

    private static Future<HttpClientResponse> send(HttpClientRequest request, @Nullable Object body) {
        return body == null
                ? request.send()
                : request.putHeader("Content-Type", "application/json").send(Buffer.buffer(json(body)));
    }

    private static String reason(Throwable away) {
        String message = away.getMessage();
        return message == null ? away.getClass().getSimpleName() : message;
    }

    private static Answer answer(String service, HttpClientResponse response, Buffer bytes) {
        @Nullable JsonNode body = read(bytes);
        int status = response.statusCode();
        boolean ok = status / 100 == 2 && body != null;
        return new Answer(service, status, body, ok ? List.of() : problems(service, status, body));
    }

    private static @Nullable JsonNode read(Buffer bytes) {
        try {
            return Json.MAPPER.readTree(bytes.getBytes());
        } catch (IOException notJson) {
            return null;
        }
    }

    /** Errors are lists of a detail each; this service's own API names the field that one is about its title. */
    private static List<Problem> problems(String service, int status, @Nullable JsonNode body) {
        List<Problem> problems = new ArrayList<>();
        if (body != null) {
            body.path("errors")
                    .forEach(error -> problems.add(new Problem(
                            error.path("field").asText(error.path("title").asText()),
                            error.path("detail").asText())));
        }
        return problems.isEmpty() ? wrong(service + " answered with the status " + status + ".") : problems;
    }

    private static List<Problem> wrong(String detail) {
        return List.of(new Problem("service", detail));
    }

    private static byte[] json(Object body) {
        try {
            return Json.MAPPER.writeValueAsBytes(body);
        } catch (JsonProcessingException bug) {
            throw new IllegalStateException(bug);
        }
    }

    /** The answer, which must be what was asked for. */
    static Answer required(Answer answer) {
        if (!answer.isOk()) {
            throw refusal(answer);
        }
        return answer;
    }

    /** What to tell of an answer that is not what was asked for. */
    static ApiException refusal(Answer answer) {
        return new ApiException(answer.status() == 0 ? 503 : answer.status(), answer.problems());
    }

    /** What is given of some values, in order, for a request's body. */
    static Map<String, Object> given(Object... namesAndValues) {
        Map<String, Object> given = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            Object value = namesAndValues[i + 1];
            if (value != null && !value.equals("")) {
                given.put((String) namesAndValues[i], value);
            }
        }
        return given;
    }
}
