package uk.gov.education.training.console;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Map;
import org.jboss.resteasy.reactive.RestPath;
import uk.gov.education.training.console.PageLayout.Section;
import uk.gov.education.training.platform.operations.audit.Listed;
import uk.gov.education.training.platform.operations.deadletters.DeadLetterView;
import uk.gov.education.training.platform.web.OwnRequestValidation;

/** Lists the dead letters of all services, and replays or discards several at once. */
@OwnRequestValidation
@Path("/operations/dead-letters")
@OperatorsOnly
class DeadLettersPage {

    private static final String NONE_SELECTED = "Select at least one dead letter, or all that match.";
    private static final List<FieldError> REASON_MISSING =
            List.of(new FieldError("reason", "Enter a reason for discarding them."));

    private final ServiceClients serviceClients;

    DeadLettersPage(ServiceClients serviceClients) {
        this.serviceClients = serviceClients;
    }

    @CheckedTemplate(basePath = "console")
    static class Templates {
        static native TemplateInstance deadLetters(
                PageLayout layout,
                DeadLetterFilter filter,
                List<String> services,
                List<DeadLetterList> lists,
                List<FieldError> problems);

        static native TemplateInstance batch(PageLayout layout, DeadLetterBatch batch);
    }

    @GET
    public Uni<Response> list(@BeanParam DeadLetterFilter.Parameters parameters, RoutingContext context) {
        Operator operator = Operator.of(context);
        DeadLetterFilter filter = parameters.filter();
        return PageResponses.page(
                lists(filter, operator).map(lists -> page(filter, lists, List.of())),
                PageLayout.of("Dead letters", Section.DEAD_LETTERS));
    }

    private Uni<List<DeadLetterList>> lists(DeadLetterFilter filter, Operator operator) {
        List<String> services = filter.service().isEmpty() ? serviceClients.names() : List.of(filter.service());
        QueryString query = filter.query().with("page", filter.page()).with("per_page", DeadLetterList.PER_PAGE);
        return serviceClients
                .each(services, operator, (api, token) -> api.deadLetters(token, query.values()))
                .map(responses -> responses.stream()
                        .map(response -> listed(response, filter))
                        .toList());
    }

    private TemplateInstance page(DeadLetterFilter filter, List<DeadLetterList> lists, List<FieldError> problems) {
        PageLayout layout = PageLayout.of("Dead letters", Section.DEAD_LETTERS).with(problems);
        return Templates.deadLetters(layout, filter, serviceClients.names(), lists, problems);
    }

    /** Shows the lists again, with an error because nothing was selected. */
    private Uni<Response> noneSelected(String service, DeadLetterFilter filter, Operator operator) {
        return PageResponses.page(
                422,
                lists(filter, operator).map(lists -> {
                    List<FieldError> problems = lists.stream()
                            .filter(list -> list.service().equals(service))
                            .map(list -> new FieldError(list.field(), NONE_SELECTED))
                            .toList();
                    return page(
                            filter,
                            lists.stream()
                                    .map(list -> list.service().equals(service) ? list.withError(NONE_SELECTED) : list)
                                    .toList(),
                            problems);
                }),
                PageLayout.of("Dead letters", Section.DEAD_LETTERS));
    }

    /** Each list has its own pages, because the services have different numbers of dead letters. */
    private static DeadLetterList listed(ServiceResponse<Listed<DeadLetterView>> response, DeadLetterFilter filter) {
        DeadLetterFilter own = filter.of(response.service());
        if (!response.isOk()) {
            return new DeadLetterList(
                    response.service(), String.join(" ", response.details()), List.of(), 0, own, null);
        }
        Listed<DeadLetterView> found = response.required();
        return new DeadLetterList(
                response.service(), null, found.data(), found.meta().total(), own, null);
    }

    /** Replays or discards several dead letters, after a dry run. */
    @POST
    @Path("/{service}")
    public Uni<Response> resolveSeveral(
            @RestPath String service,
            FormFields form,
            @BeanParam DeadLetterFilter.Parameters parameters,
            RoutingContext context) {
        Operator operator = Operator.of(context);
        DeadLetterFilter filter = parameters.filter();
        List<String> selected = form.all("id");
        String action = "discard".equals(form.field("operation")) ? "discard" : "replay";
        boolean all = "all".equals(form.field("scope"));
        BatchCursor cursor = BatchCursor.of(form);
        boolean confirmed = form.field("confirmed") != null;
        String reason = form.text("reason");
        PageLayout layout = PageLayout.of("Several dead letters", Section.DEAD_LETTERS);
        if (!all && selected.isEmpty()) {
            return noneSelected(service, filter, operator);
        }
        boolean lacksReason = action.equals("discard") && confirmed && reason.isEmpty();
        List<FieldError> problems = lacksReason ? REASON_MISSING : List.of();
        boolean dryRun = !confirmed || lacksReason;
        Map<String, Object> request = ServiceClients.given("dry_run", dryRun, "reason", reason);
        if (dryRun && action.equals("discard")) {
            request.put("reason", "dry run");
        }
        request.put(all ? "filter" : "ids", all ? filter.all(cursor) : selected);
        return PageResponses.page(
                serviceClients
                        .ask(service, operator, (api, token) -> api.resolveAll(token, action, request))
                        .map(ServiceResponse::required)
                        .map(response -> Templates.batch(
                                layout.with(problems),
                                new DeadLetterBatch(
                                        service,
                                        action,
                                        dryRun,
                                        all ? "all" : "chosen",
                                        selected,
                                        filter,
                                        cursor.atDryRun(response.meta()),
                                        cursor.next(response.meta()),
                                        response.data(),
                                        response.meta().total(),
                                        problems))),
                layout);
    }
}
