package uk.gov.education.training.providerapi.console;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.jboss.logging.Logger;
import uk.gov.education.training.events.delivery.Faults;
import uk.gov.education.training.events.edge.Refusal;
import uk.gov.education.training.events.edge.Refusal.Problem;
import uk.gov.education.training.events.telemetry.Failures;

/** How a page is answered: whatever goes wrong in making it is a page too. */
final class Pages {

    static final String HTML = "text/html; charset=utf-8";

    private static final Logger LOG = Logger.getLogger(Pages.class);

    private Pages() {}

    @CheckedTemplate(basePath = "console")
    static class Templates {
        static native TemplateInstance failure(Frame frame, List<String> problems);
    }

    static Uni<Response> page(Uni<TemplateInstance> page, Frame frame) {
        return page(200, page, frame);
    }

    static Uni<Response> page(int status, Uni<TemplateInstance> page, Frame frame) {
        return page.chain(made -> html(status, made)).onFailure().recoverWithUni(failure -> failed(failure, frame));
    }

    static Uni<Response> html(int status, TemplateInstance page) {
        return page.createUni()
                .map(html -> Response.status(status).type(HTML).entity(html).build());
    }

    /**
     * Sends a browser on to a page of the console, by its path alone. Were it an address, as JAX-RS makes one of a
     * location, it would be one of http where something before this service ends TLS, and no form may lead there.
     */
    static Response to(String path) {
        return Response.status(Response.Status.SEE_OTHER)
                .header("Location", path)
                .build();
    }

    private static Uni<Response> failed(Throwable failure, Frame frame) {
        Refusal refusal = refusal(failure);
        Frame around = new Frame("Error: " + frame.title(), frame.section(), 0);
        return html(
                refusal.status(),
                Templates.failure(
                        around, refusal.problems().stream().map(Problem::detail).toList()));
    }

    /** What to tell of a failure. */
    static Refusal refusal(Throwable failure) {
        if (failure instanceof Refusal refusal) {
            return refusal;
        }
        if (Faults.isAway(failure)) {
            LOG.warnf("A page waits for the database: %s", Failures.inShort(failure));
            return Refusal.unavailable();
        }
        LOG.error("A page could not be made", failure);
        return new Refusal(500, List.of(new Problem("console", "Something went wrong here. Nothing was changed.")));
    }
}
