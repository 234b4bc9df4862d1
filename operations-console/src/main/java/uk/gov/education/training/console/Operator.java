package uk.gov.education.training.console;

import io.vertx.ext.web.RoutingContext;
import java.util.Objects;
import uk.gov.education.training.platform.web.Caller;

/**
 * Who is at the console.
 *
 * @param token with which the services are asked on their behalf
 */
record Operator(Caller caller, String token) {

    private static final String KEY = Operator.class.getName();

    /** Of a request that {@link ConsoleAuthFilter} has let through. */
    static Operator of(RoutingContext context) {
        return Objects.requireNonNull(context.get(KEY));
    }

    void enter(RoutingContext context) {
        context.put(KEY, this);
    }

    /** A token is never shown, not even in a log by mistake. */
    @Override
    public String toString() {
        return caller.getName();
    }
}
