package uk.gov.education.training.console;

import io.vertx.ext.web.RoutingContext;
import java.util.Objects;
import uk.gov.education.training.platform.web.Caller;

/**
 * The operator who sent a request.
 *
 * @param token for calls to the services on the operator's behalf
 */
record Operator(Caller caller, String token) {

    private static final String KEY = Operator.class.getName();

    /** The operator of a request that {@link ConsoleAuthFilter} has admitted. */
    static Operator of(RoutingContext context) {
        return Objects.requireNonNull(context.get(KEY));
    }

    void attachTo(RoutingContext context) {
        context.put(KEY, this);
    }

    /** Leaves the token out, so that no log shows it by mistake. */
    @Override
    public String toString() {
        return caller.getName();
    }
}
