package uk.gov.education.training.platform.web;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;
import java.util.concurrent.atomic.AtomicLong;

/** Sends error responses to requests that reach no resource. */
@ApplicationScoped
class ErrorResponses {

    private static final long MOST_SKIPPED = 16 * 1024 * 1024;

    private final ErrorFormat errors;

    ErrorResponses(ErrorFormat errors) {
        this.errors = errors;
    }

    void send(RoutingContext context, ApiException apiException) {
        skipBody(context.request());
        Response response = errors.at(context, apiException.status(), apiException.problems());
        response.getStringHeaders().forEach(context.response()::putHeader);
        context.response().setStatusCode(response.getStatus());
        SecurityHeaders.complete(context);
        context.response().end(Buffer.buffer(ResponseBytes.of(response)));
    }

    /**
     * Reads the rest of the request first: a client that is still sending when the connection closes would not see the
     * response.
     */
    private static void skipBody(HttpServerRequest request) {
        if (request.isEnded()) {
            return;
        }
        AtomicLong skipped = new AtomicLong();
        request.handler(bytes -> {
            if (skipped.addAndGet(bytes.length()) > MOST_SKIPPED) {
                request.connection().close();
            }
        });
        request.resume();
    }
}
