package uk.gov.education.training.providerapi.console;

import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.core.Response;
import java.util.List;
import uk.gov.education.training.platform.web.ApiException.Problem;
import uk.gov.education.training.platform.web.RequestPathCheck;

/** What is refused at the console's addresses, wherever it is refused, is a page. */
public final class ConsoleErrors {

    private ConsoleErrors() {}

    public static boolean concern(RoutingContext context) {
        return RequestPathCheck.isUnder(SignIn.HOME, context);
    }

    public static Response page(int status, List<Problem> problems) {
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
