package uk.gov.education.training.platform.web;

import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import uk.gov.education.training.platform.messaging.FailureClassifier;
import uk.gov.education.training.platform.observability.RedactedErrors;
import uk.gov.education.training.platform.web.ApiException.Problem;

/** Turns every failure of a request into an error response. No response is empty, and none contains internals. */
class ExceptionMappers {

    private static final Logger LOG = Logger.getLogger(ExceptionMappers.class);

    private final ErrorFormat body;

    ExceptionMappers(ErrorFormat body) {
        this.body = body;
    }

    @ServerExceptionMapper
    Response refused(ApiException apiException) {
        return body.of(apiException.status(), apiException.problems());
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

    /** No resource matches the request. */
    @ServerExceptionMapper
    Response web(WebApplicationException failure) {
        int status = failure.getResponse().getStatus();
        return body.of(status, problem("request", DefaultErrorDetails.of(status)));
    }

    @ServerExceptionMapper
    Response unexpected(Throwable failure) {
        if (FailureClassifier.isUnavailable(failure)) {
            LOG.warnf("Database unavailable, answering 503: %s", RedactedErrors.inShort(failure));
            return body.of(503, ApiException.unavailable().problems());
        }
        LOG.error("A request failed, answering 500", failure);
        return body.of(500, problem("service", "Something went wrong here. Nothing was changed; try again later."));
    }

    private static List<Problem> problem(String field, String detail) {
        return List.of(new Problem(field, detail));
    }
}
