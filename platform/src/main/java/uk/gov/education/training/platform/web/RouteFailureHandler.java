package uk.gov.education.training.platform.web;

import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.platform.messaging.FailureClassifier;
import uk.gov.education.training.platform.observability.RedactedErrors;
import uk.gov.education.training.platform.web.ApiException.Problem;

/** Gives a body to errors that occur before or outside any resource. */
@ApplicationScoped
class RouteFailureHandler {

    private static final Logger LOG = Logger.getLogger(RouteFailureHandler.class);

    private final ErrorResponses errorResponses;

    RouteFailureHandler(ErrorResponses errorResponses) {
        this.errorResponses = errorResponses;
    }

    void register(@Observes Router router) {
        router.route().order(Integer.MIN_VALUE + 1).failureHandler(this::respond);
    }

    private void respond(RoutingContext context) {
        if (context.response().headWritten()) {
            context.next();
            return;
        }
        // This request failed before any filter.
        HttpMetricsFilter.measure(context);
        errorResponses.send(context, refusal(context.failure(), context.statusCode()));
    }

    private static ApiException refusal(@Nullable Throwable failure, int status) {
        if (failure instanceof ApiException apiException) {
            return apiException;
        }
        if (status >= 400 && status < 500) {
            return because(status, "address", detail(status));
        }
        if (failure != null && FailureClassifier.isUnavailable(failure)) {
            LOG.warnf("Database unavailable, answering 503: %s", RedactedErrors.inShort(failure));
            return ApiException.unavailable();
        }
        LOG.error("A request failed, answering 500", failure);
        return because(500, "service", "Something went wrong here. Try again later.");
    }

    private static String detail(int status) {
        return switch (status) {
            case 400 -> "The address is not well-formed: percent-encode it as UTF-8.";
            case 404 -> "There is nothing at this address.";
            case 405 -> "This address does not know this method.";
            case 413 -> "The body is too large. Send a smaller one.";
            default -> "This request can't be answered here.";
        };
    }

    private static ApiException because(int status, String field, String detail) {
        return new ApiException(status, List.of(new Problem(field, detail)));
    }
}
