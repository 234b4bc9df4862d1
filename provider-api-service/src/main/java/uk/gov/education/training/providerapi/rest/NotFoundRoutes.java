package uk.gov.education.training.providerapi.rest;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import jakarta.ws.rs.NotAllowedException;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Map;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.platform.web.ApiException.Problem;
import uk.gov.education.training.platform.web.ErrorFormat;
import uk.gov.education.training.platform.web.RequestPathCheck;

/**
 * Responds with 404 to unknown routes of the lead-provider API, and to unknown methods too, as that API always has.
 * Routes that end with {@code .json} are the same as those without.
 */
@Singleton
class NotFoundRoutes {

    private static final String SUFFIX = ".json";
    private static final int PRIORITY = 50;

    private final ErrorFormat errors;

    NotFoundRoutes(ErrorFormat errors) {
        this.errors = errors;
    }

    void register(@Observes Filters filters) {
        filters.register(NotFoundRoutes::withoutSuffix, PRIORITY);
    }

    private static void withoutSuffix(RoutingContext context) {
        String path = context.normalizedPath();
        if (path.endsWith(SUFFIX) && RequestPathCheck.isUnder(RateLimitFilter.API, context)) {
            @Nullable String query = context.request().query();
            context.reroute(path.substring(0, path.length() - SUFFIX.length()) + (query == null ? "" : "?" + query));
        } else {
            context.next();
        }
    }

    @ServerExceptionMapper
    Response unknown(NotFoundException failure, RoutingContext context) {
        return response(404, "There is nothing at this address.", context);
    }

    @ServerExceptionMapper
    Response wrongMethod(NotAllowedException failure, RoutingContext context) {
        return response(
                405,
                "This address does not know the method " + context.request().method() + ".",
                context);
    }

    private Response response(int status, String detail, RoutingContext context) {
        if (RequestPathCheck.isUnder(RateLimitFilter.API, context)) {
            return Response.status(404)
                    .header("Content-Type", ParticipantsResource.JSON)
                    .entity(Map.of("error", "Resource not found"))
                    .build();
        }
        return errors.of(status, List.of(new Problem("address", detail)));
    }
}
