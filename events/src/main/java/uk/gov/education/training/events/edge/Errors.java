package uk.gov.education.training.events.edge;

import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import uk.gov.education.training.events.delivery.Faults;
import uk.gov.education.training.events.edge.Refusal.Problem;
import uk.gov.education.training.events.telemetry.Failures;

/** Every failure of a request becomes an answer in the service's own form; none is empty and none tells internals. */
class Errors {

    private static final Logger LOG = Logger.getLogger(Errors.class);

    private final ErrorBody body;

    Errors(ErrorBody body) {
        this.body = body;
    }

    @ServerExceptionMapper
    Response refused(Refusal refusal) {
        return body.of(refusal.status(), refusal.problems());
    }

    @ServerExceptionMapper
    Response unknown(AuthenticationFailedException failure) {
        return unauthorized();
    }

    @ServerExceptionMapper
    Response anonymous(UnauthorizedException failure) {
        return unauthorized();
    }

    private Response unauthorized() {
        return body.of(401, problem("Authorization", "Send a valid access token as 'Authorization: Bearer <token>'."));
    }

    @ServerExceptionMapper
    Response forbidden(ForbiddenException failure) {
        return body.of(403, problem("Authorization", "This token's scope does not allow this request."));
    }

    /** The request fits no resource. */
    @ServerExceptionMapper
    Response web(WebApplicationException failure) {
        int status = failure.getResponse().getStatus();
        return body.of(status, problem("request", Sentences.of(status)));
    }

    @ServerExceptionMapper
    Response unexpected(Throwable failure) {
        if (Faults.isAway(failure)) {
            LOG.warnf("A request waits for the database: %s", Failures.inShort(failure));
            return body.of(503, Refusal.unavailable().problems());
        }
        LOG.error("A request failed", failure);
        return body.of(500, problem("service", "Something went wrong here. Nothing was changed; try again later."));
    }

    private static List<Problem> problem(String field, String detail) {
        return List.of(new Problem(field, detail));
    }
}
