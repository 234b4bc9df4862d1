package uk.gov.education.training.console;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.jboss.logging.Logger;
import uk.gov.education.training.platform.messaging.FailureClassifier;
import uk.gov.education.training.platform.observability.RedactedErrors;
import uk.gov.education.training.platform.web.ApiException;
import uk.gov.education.training.platform.web.ApiException.Problem;

/** Answers pages. A failure becomes a page with the errors. */
final class PageResponses {

    static final String HTML = "text/html; charset=utf-8";

    private static final Logger LOG = Logger.getLogger(PageResponses.class);

    private PageResponses() {}

    @CheckedTemplate(basePath = "console")
    static class Templates {
        static native TemplateInstance failure(PageLayout layout, List<String> problems);
    }

    static Uni<Response> page(Uni<TemplateInstance> page, PageLayout layout) {
        return page(200, page, layout);
    }

    static Uni<Response> page(int status, Uni<TemplateInstance> page, PageLayout layout) {
        return page.chain(made -> html(status, made)).onFailure().recoverWithUni(failure -> failed(failure, layout));
    }

    static Uni<Response> html(int status, TemplateInstance page) {
        return page.createUni()
                .map(html -> Response.status(status).type(HTML).entity(html).build());
    }

    /**
     * Redirects to a page of the console by its path. JAX-RS would make an http address of it behind a proxy that ends
     * TLS, and the page's policy forbids forms to lead there.
     */
    static Response to(String path) {
        return Response.status(Response.Status.SEE_OTHER)
                .header("Location", path)
                .build();
    }

    private static Uni<Response> failed(Throwable failure, PageLayout layout) {
        ApiException apiException = refusal(failure);
        PageLayout around = new PageLayout("Error: " + layout.title(), layout.section(), 0);
        return html(
                apiException.status(),
                Templates.failure(
                        around,
                        apiException.problems().stream().map(Problem::detail).toList()));
    }

    /** The errors to show for a failure. */
    static ApiException refusal(Throwable failure) {
        if (failure instanceof ApiException apiException) {
            return apiException;
        }
        if (FailureClassifier.isUnavailable(failure)) {
            LOG.warnf("Could not show a page, because a service is unavailable: %s", RedactedErrors.inShort(failure));
            return ApiException.unavailable();
        }
        LOG.error("Could not show a page", failure);
        return new ApiException(500, List.of(new Problem("console", "The console has failed. Nothing was changed.")));
    }
}
