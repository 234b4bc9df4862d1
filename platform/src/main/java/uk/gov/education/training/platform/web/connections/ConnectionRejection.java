package uk.gov.education.training.platform.web.connections;

import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.platform.web.ApiException;
import uk.gov.education.training.platform.web.ApiException.Problem;

/** The reason why a connection is closed, with its response. */
final class ConnectionRejection {

    private ConnectionRejection() {}

    static ApiException late() {
        return because(
                408, "request", "The request did not come whole in good time. Send it again, all of it at once.");
    }

    static ApiException noResponse() {
        return because(503, "service", "This took too long. Look whether it was done before you try again.");
    }

    static ApiException tooMany() {
        return because(503, "connection", "There are too many connections at the moment. Try again in a moment.");
    }

    /** @return null if the HTTP server and Quarkus accept the request */
    static @Nullable ApiException why(HttpObject part) {
        if (part.decoderResult().isFailure()) {
            return undecodable(part.decoderResult().cause());
        }
        return part instanceof HttpRequest request && !isAddress(request.uri()) ? malformed() : null;
    }

    private static ApiException undecodable(Throwable cause) {
        return switch (cause) {
            case TooLongHttpLineException _ ->
                because(414, "address", "The address is too long. Ask for less at once, in several requests.");
            case TooLongHttpHeaderException _ ->
                because(431, "headers", "The headers are too large. Send fewer or shorter ones.");
            default ->
                because(
                        400,
                        "request",
                        "This is no request of HTTP/1.1. Look at its first line, its headers and its body.");
        };
    }

    private static ApiException malformed() {
        return because(400, "address", "The address is not well-formed: percent-encode it as UTF-8.");
    }

    /** Quarkus would answer a malformed path without a body. */
    private static boolean isAddress(String text) {
        try {
            return !new URI(text).toString().isEmpty();
        } catch (URISyntaxException malformed) {
            return false;
        }
    }

    private static ApiException because(int status, String field, String detail) {
        return new ApiException(status, List.of(new Problem(field, detail)));
    }
}
