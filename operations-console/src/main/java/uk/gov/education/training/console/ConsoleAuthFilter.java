package uk.gov.education.training.console;

import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.platform.web.AccessToken;
import uk.gov.education.training.platform.web.ApiException;
import uk.gov.education.training.platform.web.Caller;
import uk.gov.education.training.platform.web.Operators;
import uk.gov.education.training.platform.web.Scope;

/**
 * Admits requests with an operations token, in the session cookie or, for tools, in the header Authorization. Answers
 * all others with the sign-in page.
 */
class ConsoleAuthFilter {

    private final Operators operators;
    private final SignIn signIn;
    private final SessionCookie cookie;

    ConsoleAuthFilter(Operators operators, SignIn signIn, SessionCookie cookie) {
        this.operators = operators;
        this.signIn = signIn;
        this.cookie = cookie;
    }

    /** @return null to admit the request */
    @OperatorsOnly
    @ServerRequestFilter
    Uni<@Nullable Response> authenticate(RoutingContext context) {
        ConsoleHeaders.guard(context.response());
        HttpServerRequest request = context.request();
        @Nullable String presented = AccessToken.presented(request.getHeader("Authorization"));
        if (presented == null && !request.method().equals(HttpMethod.GET) && !isSameOrigin(request)) {
            return signIn.page(context, 403, "This form was not sent from the console. Open the page and try again.");
        }
        @Nullable String token = presented == null ? SessionCookie.token(context) : presented;
        return token == null
                ? signIn.page(context, 401, null)
                : operators
                        .of(token, context)
                        .chain(caller -> admit(context, token, caller))
                        .onFailure(ApiException.class)
                        .recoverWithUni(refusal -> signIn.page(context, refusal.status(), SignIn.problem(refusal)));
    }

    private Uni<@Nullable Response> admit(RoutingContext context, String token, Optional<Caller> found) {
        if (found.isEmpty()) {
            cookie.remove(context);
            return signIn.page(context, 401, SignIn.UNKNOWN);
        }
        Caller caller = found.get();
        if (!caller.scope().equals(Scope.OPERATIONS)) {
            cookie.remove(context);
            return signIn.page(context, 403, SignIn.otherScope(caller.scope()));
        }
        new Operator(caller, token).attachTo(context);
        return Uni.createFrom().nullItem();
    }

    static boolean isSameOrigin(HttpServerRequest request) {
        return SameOriginCheck.isSameOrigin(
                request.getHeader("Sec-Fetch-Site"), request.getHeader("Origin"), request.getHeader("Host"));
    }
}
