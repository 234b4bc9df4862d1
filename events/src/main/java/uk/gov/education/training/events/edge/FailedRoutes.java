package uk.gov.education.training.events.edge;

import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.events.delivery.Faults;
import uk.gov.education.training.events.edge.Refusal.Problem;
import uk.gov.education.training.events.telemetry.Failures;

/** What fails before or beside any resource has an answer with a body too. */
@ApplicationScoped
class FailedRoutes {

    private static final Logger LOG = Logger.getLogger(FailedRoutes.class);

    private final Refusals refusals;

    FailedRoutes(Refusals refusals) {
        this.refusals = refusals;
    }

    void register(@Observes Router router) {
        router.route().order(Integer.MIN_VALUE + 1).failureHandler(this::answer);
    }

    private void answer(RoutingContext context) {
        if (context.response().headWritten()) {
            context.next();
            return;
        }
        // No filter has seen what failed before all of them.
        RequestMeters.measure(context);
        refusals.answer(context, refusal(context.failure(), context.statusCode()));
    }

    private static Refusal refusal(@Nullable Throwable failure, int status) {
        if (failure instanceof Refusal refusal) {
            return refusal;
        }
        if (status >= 400 && status < 500) {
            return because(status, "address", detail(status));
        }
        if (failure != null && Faults.isAway(failure)) {
            LOG.warnf("A request waits for the database: %s", Failures.inShort(failure));
            return Refusal.unavailable();
        }
        LOG.error("A request failed", failure);
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

    private static Refusal because(int status, String field, String detail) {
        return new Refusal(status, List.of(new Problem(field, detail)));
    }
}
