package uk.gov.education.training.providerapi.console;

import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import uk.gov.education.training.events.edge.AsPublished;
import uk.gov.education.training.events.edge.Caller;
import uk.gov.education.training.events.edge.Operators;
import uk.gov.education.training.events.edge.Refusal;
import uk.gov.education.training.events.edge.Scope;

/** The way in, and out. */
@AsPublished
@Path("/operations")
class SignInResource {

    private static final int LONGEST_TOKEN = 1_000;

    private final Operators operators;
    private final SignIn signIn;
    private final SessionCookie cookie;

    SignInResource(Operators operators, SignIn signIn, SessionCookie cookie) {
        this.operators = operators;
        this.signIn = signIn;
        this.cookie = cookie;
    }

    /** Where a browser lands that goes back to a form it has sent. */
    @GET
    @Path("/sign-in")
    public Uni<Response> back() {
        return Uni.createFrom().item(Pages.to(SignIn.HOME));
    }

    @POST
    @Path("/sign-in")
    public Uni<Response> signIn(Form form, RoutingContext context) {
        Headers.guard(context.response());
        String target = SignIn.target(form.field("to"));
        if (!Gate.isOurs(context.request())) {
            return signIn.page(
                    403, new SignIn.Form("This form was not sent from the console. Try again.", target, false));
        }
        String presented = form.text("token");
        if (presented.isEmpty() || presented.length() > LONGEST_TOKEN) {
            return signIn.page(401, new SignIn.Form("Enter your access token.", target, false));
        }
        return operators
                .of(presented, context)
                .chain(caller -> enter(context, presented, caller, target))
                .onFailure(Refusal.class)
                .recoverWithUni(refusal ->
                        signIn.page(refusal.status(), new SignIn.Form(SignIn.problem(refusal), target, false)));
    }

    private Uni<Response> enter(RoutingContext context, String token, Optional<Caller> found, String target) {
        if (found.isEmpty()) {
            return signIn.page(401, new SignIn.Form(SignIn.UNKNOWN, target, false));
        }
        String scope = found.get().scope();
        if (!scope.equals(Scope.OPERATIONS)) {
            return signIn.page(403, new SignIn.Form(SignIn.otherScope(scope), target, false));
        }
        cookie.give(context, token);
        return Uni.createFrom().item(Pages.to(target));
    }

    /** Needs no session: whoever has none is out already. */
    @POST
    @Path("/sign-out")
    public Uni<Response> signOut(RoutingContext context) {
        Headers.guard(context.response());
        if (Gate.isOurs(context.request())) {
            cookie.take(context);
        }
        return Uni.createFrom().item(Pages.to(SignIn.HOME));
    }
}
