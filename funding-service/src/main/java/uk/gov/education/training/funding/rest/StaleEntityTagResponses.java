package uk.gov.education.training.funding.rest;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import uk.gov.education.training.funding.IfMatch.Stale;
import uk.gov.education.training.platform.web.ErrorFormat;

/** A caller whose tag is stale is told the present one. */
class StaleEntityTagResponses {

    private final ErrorFormat body;

    StaleEntityTagResponses(ErrorFormat body) {
        this.body = body;
    }

    @ServerExceptionMapper
    Response stale(Stale stale) {
        return Response.fromResponse(body.of(stale.status(), stale.problems()))
                .header(HttpHeaders.ETAG, stale.current())
                .build();
    }
}
