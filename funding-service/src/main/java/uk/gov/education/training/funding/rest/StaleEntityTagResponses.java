package uk.gov.education.training.funding.rest;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import uk.gov.education.training.platform.web.ErrorFormat;
import uk.gov.education.training.platform.web.IfMatch.PreconditionFailed;

/** Adds the current entity tag to the response if a caller sent the tag of an earlier version. */
class StaleEntityTagResponses {

    private final ErrorFormat errorFormat;

    StaleEntityTagResponses(ErrorFormat errorFormat) {
        this.errorFormat = errorFormat;
    }

    @ServerExceptionMapper
    Response preconditionFailed(PreconditionFailed failed) {
        return Response.fromResponse(errorFormat.of(failed.status(), failed.problems()))
                .header(HttpHeaders.ETAG, failed.current())
                .build();
    }
}
