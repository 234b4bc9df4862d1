package uk.gov.education.training.console;

import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import uk.gov.education.training.platform.web.ApiException;
import uk.gov.education.training.platform.web.Caller;
import uk.gov.education.training.platform.web.Operators;
import uk.gov.education.training.platform.web.OwnRequestValidation;
import uk.gov.education.training.platform.web.Scope;

/** Signs operators in and out. */
@OwnRequestValidation
@Path("/operations")
class SignInPage {

    private static final int LONGEST_TOKEN = 1_000;

    private final Operators operators;
    private final SignIn signIn;
    private final SessionCookie cookie;

    SignInPage(Operators operators, SignIn signIn, SessionCookie cookie) {
        this.operators = operators;
        this.signIn = signIn;
        this.cookie = cookie;
    }

    /** Redirects a browser that reloads the address of the form. */
    @GET
    @Path("/sign-in")
    public Uni<Response> reload() {
        return Uni.createFrom().item(PageResponses.to(SignIn.HOME));
    }

    @POST
    @Path("/sign-in")
    public Uni<Response> signIn(FormFields form, RoutingContext context) {
        ConsoleHeaders.guard(context.response());
        String target = SignIn.target(form.field("to"));
        if (!ConsoleAuthFilter.isSameOrigin(context.request())) {
            return signIn.page(
                    403, new SignIn.Form("This form was not sent from the console. Try again.", target, false));
        }
        String presented = form.text("token");
        if (presented.isEmpty() || presented.length() > LONGEST_TOKEN) {
            return signIn.page(401, new SignIn.Form("Enter your access token.", target, false));
        }
        return operators
                .of(presented, context)
                .chain(caller -> signIn(context, presented, caller, target))
                .onFailure(ApiException.class)
                .recoverWithUni(refusal ->
                        signIn.page(refusal.status(), new SignIn.Form(SignIn.problem(refusal), target, false)));
    }

    private Uni<Response> signIn(RoutingContext context, String token, Optional<Caller> found, String target) {
        if (found.isEmpty()) {
            return signIn.page(401, new SignIn.Form(SignIn.UNKNOWN, target, false));
        }
        String scope = found.get().scope();
        if (!scope.equals(Scope.OPERATIONS)) {
            return signIn.page(403, new SignIn.Form(SignIn.otherScope(scope), target, false));
        }
        cookie.set(context, token);
        return Uni.createFrom().item(PageResponses.to(target));
    }

    /** Works without a session too. */
    @POST
    @Path("/sign-out")
    public Uni<Response> signOut(RoutingContext context) {
        ConsoleHeaders.guard(context.response());
        if (ConsoleAuthFilter.isSameOrigin(context.request())) {
            cookie.remove(context);
        }
        return Uni.createFrom().item(PageResponses.to(SignIn.HOME));
    }
}
