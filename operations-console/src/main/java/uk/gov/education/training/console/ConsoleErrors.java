package uk.gov.education.training.console;

import io.quarkus.arc.Arc;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.platform.web.ApiException.Problem;
import uk.gov.education.training.platform.web.ErrorFormat;
import uk.gov.education.training.platform.web.RequestPathCheck;

/**
 * Formats errors as pages under the console's own addresses, and as problem details elsewhere, such as at the health.
 */
@ApplicationScoped
class ConsoleErrors implements ErrorFormat {

    private final CurrentVertxRequest request;
    private final ProblemJson json = new ProblemJson();

    ConsoleErrors(CurrentVertxRequest request) {
        this.request = request;
    }

    @Override
    public Response of(int status, List<Problem> problems) {
        return Arc.container().requestContext().isActive()
                ? at(request.getCurrent(), status, problems)
                : json.of(status, problems);
    }

    @Override
    public Response at(@Nullable RoutingContext context, int status, List<Problem> problems) {
        return context != null && RequestPathCheck.isUnder(SignIn.HOME, context)
                ? page(status, problems)
                : json.of(status, problems);
    }

    private static Response page(int status, List<Problem> problems) {
        Response.ResponseBuilder page = Response.status(status)
                .type(PageResponses.HTML)
                .entity(PageResponses.Templates.failure(
                                new PageLayout("Error: the console", null, 0),
                                problems.stream().map(Problem::detail).toList())
                        .render());
        ConsoleHeaders.ALL.forEach(page::header);
        return page.build();
    }
}
