package uk.gov.education.training.platform.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.platform.web.ApiException.Problem;

/**
 * Validates every request before anything else reads it: a known method, a path of reasonable length that decodes to
 * text and can be read in one way only, and a body of reasonable size. {@link ServerErrorBodies} handles requests that
 * the HTTP server itself rejects.
 */
@ApplicationScoped
class RequestValidationFilter {

    private static final int LONGEST_ADDRESS = 16 * 1024;
    private static final char LAST_ASCII = 0x7e;
    // Before anything decodes the path, and before Quarkus checks the length of the body.
    private static final int PRIORITY = 1_000;

    private final ErrorResponses errorResponses;
    private final Uploads uploads;

    RequestValidationFilter(ErrorResponses errorResponses, Uploads uploads) {
        this.errorResponses = errorResponses;
        this.uploads = uploads;
    }

    void register(@Observes Filters filters) {
        filters.register(this::check, PRIORITY);
    }

    private void check(RoutingContext context) {
        RequestTime.arrives(context);
        HttpMetricsFilter.measure(context);
        try {
            checkMethod(context.request().method());
            checkAddress(context.request().uri());
            RequestPathCheck.check(context.request().path());
            checkLength(context.request());
        } catch (ApiException apiException) {
            errorResponses.send(context, apiException);
            return;
        }
        context.next();
    }

    private static void checkMethod(HttpMethod method) {
        if (!HttpMetricsFilter.METHODS.contains(method)) {
            throw new ApiException(
                    501,
                    List.of(new Problem(
                            "method", "This service does not know the method. Use GET, POST, PUT, PATCH or DELETE.")));
        }
    }

    private static void checkAddress(String address) {
        if (address.length() > LONGEST_ADDRESS) {
            throw new ApiException(
                    414,
                    List.of(new Problem(
                            "address",
                            "The address has more than " + LONGEST_ADDRESS
                                    + " characters. Ask for less at once, in several requests.")));
        }
        if (address.chars().anyMatch(c -> c == '%' || c > LAST_ASCII) && !decodesToText(address)) {
            throw malformed();
        }
    }

    private static ApiException malformed() {
        return ApiException.badRequest("address", "The address is not well-formed: percent-encode it as UTF-8.");
    }

    private static boolean decodesToText(String address) {
        ByteBuffer bytes = ByteBuffer.allocate(address.length());
        try {
            for (int i = 0; i < address.length(); i++) {
                if (address.charAt(i) == '%') {
                    byte decoded = (byte) HexFormat.fromHexDigits(address, i + 1, i + 3);
                    if (decoded == 0) {
                        return false;
                    }
                    bytes.put(decoded);
                    i += 2;
                } else {
                    bytes.put((byte) address.charAt(i));
                }
            }
            UTF_8.newDecoder().decode(bytes.flip());
            return true;
        } catch (IllegalArgumentException | IndexOutOfBoundsException | CharacterCodingException malformed) {
            return false;
        }
    }

    private void checkLength(HttpServerRequest request) {
        @Nullable String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        long most = uploads.isOne(request.method().name(), request.uri()) ? uploads.most() : BodySizeLimit.MOST;
        if (length != null && Long.parseLong(length) > most) {
            throw BodySizeLimit.tooLarge(most);
        }
    }
}
