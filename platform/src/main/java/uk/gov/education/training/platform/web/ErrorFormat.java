package uk.gov.education.training.platform.web;

import io.quarkus.arc.DefaultBean;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import uk.gov.education.training.platform.web.ApiException.Problem;

/** Writes errors in the format of a service. */
public interface ErrorFormat {

    Response of(int status, List<Problem> problems);

    /** Writes the error of a request that reached no resource. In a browser it may be a page. */
    default Response at(RoutingContext context, int status, List<Problem> problems) {
        return of(status, problems);
    }

    /** Writes RFC 9457 problem details with all errors in a list. */
    @DefaultBean
    @ApplicationScoped
    class ProblemJson implements ErrorFormat {

        @Override
        public Response of(int status, List<Problem> problems) {
            Map<String, Object> body = new LinkedHashMap<>();
            body.put("type", "about:blank");
            body.put(
                    "title",
                    Optional.ofNullable(Response.Status.fromStatusCode(status))
                            .map(Response.Status::getReasonPhrase)
                            .orElse("Unprocessable Content"));
            body.put("status", status);
            body.put("errors", problems);
            return Response.status(status)
                    .type("application/problem+json")
                    .entity(body)
                    .build();
        }
    }
}
