package uk.gov.education.training.console;

import static java.util.stream.Collectors.joining;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.platform.web.ApiException;
import uk.gov.education.training.platform.web.ApiException.Problem;

/** The page that asks for a token. */
@Singleton
class SignIn {

    static final String HOME = "/operations";
    static final String UNKNOWN = "This token is not known, was revoked or has expired.";
    static final String UNAVAILABLE =
            "No service can check tokens now. Operators who are signed in stay signed in. Try again in a" + " moment.";

    @CheckedTemplate(basePath = "console")
    static class Templates {
        static native TemplateInstance signIn(PageLayout layout, Form form);
    }

    /**
     * @param problem the error, if there is one
     * @param to the requested page
     * @param elsewhere whether the browser comes from another site, so that it did not send its cookie
     */
    record Form(@Nullable String problem, String to, boolean elsewhere) {}

    /** The error for the operator. */
    static String problem(ApiException apiException) {
        return apiException.status() == 503
                ? UNAVAILABLE
                : apiException.problems().stream().map(Problem::detail).collect(joining(" "));
    }

    static String otherScope(String scope) {
        return "This token is valid, but its scope is “" + scope
                + "”. The console needs one with the scope “operations”.";
    }

    Uni<@Nullable Response> page(RoutingContext context, int status, @Nullable String problem) {
        boolean elsewhere = "cross-site".equals(context.request().getHeader("Sec-Fetch-Site"));
        return page(status, new Form(problem, target(context.request().uri()), elsewhere));
    }

    Uni<@Nullable Response> page(int status, Form form) {
        PageLayout layout = new PageLayout(form.problem() == null ? "Sign in" : "Error: Sign in", null, 0);
        return Templates.signIn(layout, form).createUni().map(html -> {
            Response.ResponseBuilder page =
                    Response.status(status).type(PageResponses.HTML).entity(html);
            return status == 401 ? page.header("WWW-Authenticate", "Bearer").build() : page.build();
        });
    }

    /** The page to show after signing in: only a page of the console, and only characters that a header can have. */
    static String target(@Nullable String wanted) {
        return wanted != null
                        && wanted.chars().allMatch(c -> c > ' ' && c < 127)
                        && (wanted.equals(HOME) || wanted.startsWith(HOME + "/") || wanted.startsWith(HOME + "?"))
                        && !wanted.startsWith(HOME + "/sign-")
                ? wanted
                : HOME;
    }
}
