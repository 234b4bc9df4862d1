package uk.gov.education.training.events.edge;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.ws.rs.core.Response;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.events.Json;
import uk.gov.education.training.events.edge.Refusal.Problem;

/**
 * What every request must be like, looked at before anything else reads it: an address of a reasonable length that
 * decodes to text, and a body of a reasonable size. What the server itself can't read never gets here:
 * {@link ServerErrors} gives its answers a body.
 */
@ApplicationScoped
class RequestForm {

    private static final int LONGEST_ADDRESS = 16 * 1024;
    private static final char LAST_ASCII = 0x7e;
    private static final long MOST_SKIPPED = 16 * 1024 * 1024;
    // Before anything decodes the address, and before Quarkus looks at the body's length.
    private static final int PRIORITY = 1_000;

    private final ErrorBody errors;

    RequestForm(ErrorBody errors) {
        this.errors = errors;
    }

    void register(@Observes Filters filters) {
        filters.register(this::check, PRIORITY);
    }

    private void check(RoutingContext context) {
        RequestTime.arrives(context);
        try {
            checkAddress(context.request().uri());
            checkLength(context.request().getHeader(HttpHeaders.CONTENT_LENGTH));
        } catch (Refusal refusal) {
            refuse(context, refusal);
            return;
        }
        context.next();
    }

    private static void checkAddress(String address) {
        if (address.length() > LONGEST_ADDRESS) {
            throw new Refusal(
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

    private static Refusal malformed() {
        return Refusal.badRequest("address", "The address is not well-formed: percent-encode it as UTF-8.");
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

    private static void checkLength(@Nullable String contentLength) {
        if (contentLength != null && Long.parseLong(contentLength) > BodySize.MOST) {
            throw BodySize.tooLarge();
        }
    }

    private void refuse(RoutingContext context, Refusal refusal) {
        skipBody(context.request());
        Response answer = errors.of(refusal.status(), refusal.problems());
        context.response()
                .setStatusCode(answer.getStatus())
                .putHeader(HttpHeaders.CONTENT_TYPE, answer.getHeaderString("Content-Type"))
                .end(json(answer.getEntity()));
    }

    /** A client that still sends when the connection is closed would not see the answer. */
    private static void skipBody(HttpServerRequest request) {
        AtomicLong skipped = new AtomicLong();
        request.handler(bytes -> {
            if (skipped.addAndGet(bytes.length()) > MOST_SKIPPED) {
                request.connection().close();
            }
        });
        request.resume();
    }

    private static Buffer json(Object entity) {
        try {
            return Buffer.buffer(Json.MAPPER.writeValueAsBytes(entity));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
