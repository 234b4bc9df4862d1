package uk.gov.education.training.console;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.console.PageLayout.Section;
import uk.gov.education.training.platform.operations.audit.Listed;
import uk.gov.education.training.platform.operations.reconciliation.Check;
import uk.gov.education.training.platform.operations.reconciliation.Mismatch;
import uk.gov.education.training.platform.operations.reconciliation.Rebuild;
import uk.gov.education.training.platform.web.ApiException.Problem;
import uk.gov.education.training.platform.web.OwnRequestValidation;

/** Shows and starts consistency checks and rebuilds. */
@OwnRequestValidation
@Path("/operations/reconciliation")
@OperatorsOnly
class ReconciliationPage {

    private static final int NEWEST = 5;
    private static final long REFRESH_MILLIS = 1_000;
    private static final List<Problem> MISSING =
            List.of(new Problem("participant_id", "Enter a participant’s id, or choose everything."));
    private static final PageLayout LAYOUT = PageLayout.of("Checks and rebuilds", Section.RECONCILIATION);

    private final ServiceClients serviceClients;

    ReconciliationPage(ServiceClients serviceClients) {
        this.serviceClients = serviceClients;
    }

    @CheckedTemplate(basePath = "console")
    static class Templates {
        static native TemplateInstance reconciliation(
                PageLayout layout, List<ServiceJobs> services, List<FieldError> problems);

        static native TemplateInstance check(PageLayout layout, String service, Check check, List<Mismatch> mismatches);

        static native TemplateInstance rebuild(PageLayout layout, String service, Rebuild rebuild);
    }

    /** The newest checks and rebuilds of a service. */
    record ServiceJobs(
            String service,
            List<String> problems,
            List<Check> checks,
            List<Rebuild> rebuilds,
            RebuildForm rebuildForm) {}

    @GET
    public Uni<Response> all(@RestQuery @Nullable String service, RoutingContext context) {
        Operator operator = Operator.of(context);
        List<String> services = service == null || !serviceClients.names().contains(service)
                ? serviceClients.names()
                : List.of(service);
        return PageResponses.page(page(services, RebuildForm.empty(""), operator), LAYOUT);
    }

    private Uni<TemplateInstance> page(List<String> services, RebuildForm rebuildForm, Operator operator) {
        return serviceClients
                .each(services, operator, (api, token) -> api.checks(token, NEWEST))
                .chain(checks -> serviceClients
                        .each(services, operator, (api, token) -> api.rebuilds(token, NEWEST))
                        .map(rebuilds -> Templates.reconciliation(
                                LAYOUT.with(rebuildForm.problems()),
                                jobs(checks, rebuilds, rebuildForm),
                                rebuildForm.problems())));
    }

    private static List<ServiceJobs> jobs(
            List<ServiceResponse<Listed<Check>>> checks,
            List<ServiceResponse<Listed<Rebuild>>> rebuilds,
            RebuildForm rebuildForm) {
        List<ServiceJobs> jobs = new ArrayList<>();
        for (int i = 0; i < checks.size(); i++) {
            String service = checks.get(i).service();
            jobs.add(new ServiceJobs(
                    service,
                    checks.get(i).isOk()
                            ? rebuilds.get(i).details()
                            : checks.get(i).details(),
                    checks.get(i).list(Listed::data),
                    rebuilds.get(i).list(Listed::data),
                    rebuildForm.service().equals(service) ? rebuildForm : RebuildForm.empty(service)));
        }
        return jobs;
    }

    @POST
    @Path("/{service}/checks")
    public Uni<Response> startCheck(@RestPath String service, RoutingContext context) {
        return started(serviceClients
                .ask(service, Operator.of(context), (api, token) -> api.startCheck(token, Map.of()))
                .map(response ->
                        address(service, "checks", response.required().data().id())));
    }

    @POST
    @Path("/{service}/checks/{id}/repair")
    public Uni<Response> repair(@RestPath String service, @RestPath String id, RoutingContext context) {
        return started(serviceClients
                .ask(service, Operator.of(context), (api, token) -> api.repair(token, id, Map.of()))
                .map(response ->
                        address(service, "rebuilds", response.required().data().id())));
    }

    /** Redirects to the page that shows the progress of a new job. */
    private static Uni<Response> started(Uni<String> address) {
        return address.map(PageResponses::to)
                .onFailure()
                .recoverWithUni(failure -> PageResponses.page(Uni.createFrom().failure(failure), LAYOUT));
    }

    private static String address(String service, String kind, UUID id) {
        return "/operations/reconciliation/" + service + "/" + kind + "/" + id;
    }

    @POST
    @Path("/{service}/rebuilds")
    public Uni<Response> startRebuild(@RestPath String service, FormFields form, RoutingContext context) {
        Operator operator = Operator.of(context);
        RebuildForm rebuildForm = new RebuildForm(
                service,
                "all".equals(form.field("scope")),
                form.text("participant_id"),
                form.text("reason"),
                List.of());
        if (!rebuildForm.all() && rebuildForm.participant().isEmpty()) {
            return showAgain(422, rebuildForm.withErrors(MISSING), operator);
        }
        return serviceClients
                .ask(service, operator, (api, token) -> api.startRebuild(token, rebuildForm.request()))
                .chain(response -> response.isOk()
                        ? Uni.createFrom()
                                .item(PageResponses.to(address(
                                        service,
                                        "rebuilds",
                                        response.required().data().id())))
                        : showAgain(
                                response.exception().status(), rebuildForm.withErrors(response.problems()), operator));
    }

    /** Shows the form again, as it was filled in. */
    private Uni<Response> showAgain(int status, RebuildForm rebuildForm, Operator operator) {
        return PageResponses.page(status, page(serviceClients.names(), rebuildForm, operator), LAYOUT);
    }

    @GET
    @Path("/{service}/checks/{id}")
    public Uni<Response> check(@RestPath String service, @RestPath String id, RoutingContext context) {
        PageLayout layout = PageLayout.of("Check", Section.RECONCILIATION);
        return PageResponses.page(
                serviceClients
                        .ask(service, Operator.of(context), (api, token) -> api.check(token, id))
                        .map(response -> response.required().data())
                        .map(found -> Templates.check(
                                refreshed(layout, WireTexts.isRunning(found.check())),
                                service,
                                found.check(),
                                found.mismatches())),
                layout);
    }

    @GET
    @Path("/{service}/rebuilds/{id}")
    public Uni<Response> rebuild(@RestPath String service, @RestPath String id, RoutingContext context) {
        PageLayout layout = PageLayout.of("Rebuild", Section.RECONCILIATION);
        return PageResponses.page(
                serviceClients
                        .ask(service, Operator.of(context), (api, token) -> api.rebuild(token, id))
                        .map(response -> response.required().data())
                        .map(rebuild ->
                                Templates.rebuild(refreshed(layout, WireTexts.isRunning(rebuild)), service, rebuild)),
                layout);
    }

    private static PageLayout refreshed(PageLayout layout, boolean running) {
        return running ? layout.refreshedEvery(REFRESH_MILLIS) : layout;
    }
}
