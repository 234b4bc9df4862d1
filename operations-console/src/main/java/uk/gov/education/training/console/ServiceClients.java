package uk.gov.education.training.console;

import io.quarkus.rest.client.reactive.QuarkusRestClientBuilder;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.platform.operations.audit.One;
import uk.gov.education.training.platform.operations.timeline.ParticipantTimeline;
import uk.gov.education.training.platform.web.ApiException.Problem;

/**
 * Calls the services' operations API with the operator's own token, so that each service checks the permission and
 * records who asked.
 */
@ApplicationScoped
class ServiceClients {

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(2);
    /** The service stops reading the topics after 15 seconds. */
    private static final Duration TIMELINE_TIMEOUT = Duration.ofSeconds(20);

    private static final String TIMELINE_SERVICE = "provider-api-service";

    private final Map<String, OperationsApi> clients = new HashMap<>();
    private final @Nullable OperationsApi timelines;

    ServiceClients(ConsoleSettings settings) {
        settings.services().forEach((service, address) -> clients.put(service, client(address, settings.timeout())));
        @Nullable String address = settings.services().get(TIMELINE_SERVICE);
        this.timelines = address == null ? null : client(address, TIMELINE_TIMEOUT);
    }

    private static OperationsApi client(String address, Duration timeout) {
        return QuarkusRestClientBuilder.newBuilder()
                .baseUri(URI.create(address))
                .connectTimeout(CONNECT_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)
                .readTimeout(timeout.toMillis(), TimeUnit.MILLISECONDS)
                .build(OperationsApi.class);
    }

    /** The names of the services, from the school portal to the lead providers. */
    List<String> names() {
        return Topology.SERVICES.stream().filter(clients::containsKey).toList();
    }

    /** Calls several services at once. The result has the response of each. */
    <T> Uni<List<ServiceResponse<T>>> each(List<String> services, Function<String, Uni<ServiceResponse<T>>> call) {
        if (services.isEmpty()) {
            return Uni.createFrom().item(List.of());
        }
        return Uni.join().all(services.stream().map(call).toList()).andCollectFailures();
    }

    <T> Uni<List<ServiceResponse<T>>> each(
            List<String> services, Operator operator, BiFunction<OperationsApi, String, Uni<T>> call) {
        return each(services, service -> ask(service, operator, call));
    }

    <T> Uni<ServiceResponse<T>> ask(String service, Operator operator, BiFunction<OperationsApi, String, Uni<T>> call) {
        return ask(service, operator.token(), call);
    }

    <T> Uni<ServiceResponse<T>> ask(String service, String token, BiFunction<OperationsApi, String, Uni<T>> call) {
        return ask(service, clients.get(service), token, call);
    }

    Uni<ServiceResponse<One<ParticipantTimeline>>> timeline(String participant, Operator operator) {
        return ask(
                TIMELINE_SERVICE,
                timelines,
                operator.token(),
                (api, authorization) -> api.timeline(authorization, participant));
    }

    private static <T> Uni<ServiceResponse<T>> ask(
            String service, @Nullable OperationsApi api, String token, BiFunction<OperationsApi, String, Uni<T>> call) {
        if (api == null) {
            return Uni.createFrom().item(failed(service, 404, "There is no service with this name."));
        }
        return Uni.createFrom()
                .deferred(() -> call.apply(api, "Bearer " + token))
                .map(body -> new ServiceResponse<>(service, 200, body, List.of()))
                .onFailure(ServiceError.class)
                .recoverWithItem(failure -> refused(service, failure))
                .onFailure()
                .recoverWithItem(failure -> failed(service, 0, service + " does not answer: " + reason(failure) + "."));
    }

    private static <T> ServiceResponse<T> refused(String service, ServiceError error) {
        return error.problems().isEmpty()
                ? failed(service, error.status(), service + " answered with the status " + error.status() + ".")
                : new ServiceResponse<>(service, error.status(), null, error.problems());
    }

    private static <T> ServiceResponse<T> failed(String service, int status, String detail) {
        return new ServiceResponse<>(service, status, null, List.of(new Problem("service", detail)));
    }

    private static String reason(Throwable failure) {
        Throwable cause = failure.getCause() == null ? failure : failure.getCause();
        String message = cause.getMessage();
        return message == null ? cause.getClass().getSimpleName() : message;
    }

    /** A request body of alternating names and values, without those that are null or empty. */
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
