package uk.gov.education.training.platform.web;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.platform.web.ApiException.Problem;

/**
 * Checks {@code Content-Type} and {@code Accept} of every request in one place: bodies are JSON in UTF-8 and responses
 * are JSON, unless a method consumes or produces something else. Quarkus would choose methods and writers by these
 * headers, and answer some requests with Java's own text.
 */
class MediaTypeFilter {

    private static final String ACCEPTED = MediaTypeFilter.class.getName() + ".accepted";
    private static final String SENT = MediaTypeFilter.class.getName() + ".sent";
    private static final Set<HttpMethod> WITHOUT_BODY = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);

    private final Uploads uploads;

    MediaTypeFilter(Uploads uploads) {
        this.uploads = uploads;
    }

    /** Makes routing find the method by the path alone. */
    @ServerRequestFilter(preMatching = true)
    void setAside(RoutingContext context) {
        HttpServerRequest request = context.request();
        context.put(ACCEPTED, List.copyOf(request.headers().getAll(HttpHeaders.ACCEPT)));
        request.headers().set(HttpHeaders.ACCEPT, MediaType.WILDCARD);
        context.put(SENT, request.getHeader(HttpHeaders.CONTENT_TYPE));
        if (uploads.isOne(request.method().name(), request.uri())) {
            request.headers().set(HttpHeaders.CONTENT_TYPE, Uploads.TYPE);
        }
    }

    @ServerRequestFilter
    void check(RoutingContext context, ResourceInfo resource) {
        if (resource.getResourceClass().isAnnotationPresent(OwnRequestValidation.class)) {
            return;
        }
        Produces produces = resource.getResourceMethod().getAnnotation(Produces.class);
        checkAccepted(context.get(ACCEPTED), produces == null ? MediaType.APPLICATION_JSON : produces.value()[0]);
        Consumes consumes = resource.getResourceMethod().getAnnotation(Consumes.class);
        checkSent(context, consumes == null ? MediaType.APPLICATION_JSON : consumes.value()[0]);
    }

    private static void checkAccepted(List<String> accepted, String produced) {
        String type = essence(produced);
        List<String> ranges = accepted.stream()
                .flatMap(header -> Stream.of(header.split(",")))
                .map(String::strip)
                .filter(range -> !range.isEmpty())
                .toList();
        if (!ranges.isEmpty() && ranges.stream().noneMatch(range -> includes(range, type))) {
            throw new ApiException(
                    406,
                    List.of(new Problem(
                            "Accept", "This call answers with " + type + ". Accept that, or send no Accept.")));
        }
    }

    private static boolean includes(String range, String type) {
        String essence = essence(range);
        boolean named = essence.equals(type)
                || essence.equals(MediaType.WILDCARD)
                || essence.equals(type.substring(0, type.indexOf('/')) + "/*");
        return named && !range.toLowerCase(Locale.ROOT).replace(" ", "").matches(".*;q=0(\\.0*)?(;.*)?");
    }

    private static void checkSent(RoutingContext context, String consumed) {
        HttpServerRequest request = context.request();
        if (WITHOUT_BODY.contains(request.method()) || !hasBody(request)) {
            return;
        }
        @Nullable String type = context.get(SENT);
        boolean isJson = consumed.equals(MediaType.APPLICATION_JSON);
        if (type == null || !essence(type).equals(consumed) || (isJson && !isUtf8(type))) {
            throw new ApiException(
                    415,
                    List.of(new Problem(
                            "Content-Type",
                            isJson
                                    ? "Send the body as JSON in UTF-8, with Content-Type: application/json."
                                    : "Send the body with Content-Type: " + consumed + ".")));
        }
    }

    private static boolean hasBody(HttpServerRequest request) {
        @Nullable String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        return length == null
                ? request.headers().contains(HttpHeaders.TRANSFER_ENCODING)
                : !length.strip().equals("0");
    }

    private static boolean isUtf8(String type) {
        return Stream.of(type.split(";"))
                .skip(1)
                .map(parameter -> parameter.strip().toLowerCase(Locale.ROOT).replace("\"", ""))
                .filter(parameter -> parameter.startsWith("charset"))
                .allMatch(charset -> charset.equals("charset=utf-8") || charset.equals("charset=utf8"));
    }

    private static String essence(String type) {
        return type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    }
}
