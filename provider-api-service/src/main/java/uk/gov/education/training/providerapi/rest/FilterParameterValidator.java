package uk.gov.education.training.providerapi.rest;

import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.core.UriInfo;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import uk.gov.education.training.platform.web.RequestPathCheck;

/**
 * Refuses a {@code filter} without a name at every address of the lead-provider API, even if no filter is read there.
 */
class FilterParameterValidator {

    @ServerRequestFilter
    void check(UriInfo uri, RoutingContext context) {
        if (RequestPathCheck.isUnder(RateLimitFilter.API, context)) {
            ListQuery.mustBeObject(uri.getQueryParameters(), "filter");
        }
    }
}
