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
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.console.PageLayout.Section;
import uk.gov.education.training.platform.operations.audit.Listed;
import uk.gov.education.training.platform.operations.deadletters.DeadLetterView;
import uk.gov.education.training.platform.operations.deadletters.DeadLetterView.Whole;
import uk.gov.education.training.platform.operations.deadletters.ResolutionOutcome;
import uk.gov.education.training.platform.operations.deadletters.ResolutionResponse;
import uk.gov.education.training.platform.web.ApiException;
import uk.gov.education.training.platform.web.ApiException.Problem;
import uk.gov.education.training.platform.web.OwnRequestValidation;

/** Shows, replays and discards the dead letters of all services. */
@OwnRequestValidation
@Path("/operations/dead-letters")
@OperatorsOnly
class DeadLettersPage {

    private static final String UNCHOSEN = "Select at least one dead letter, or all that match.";
    private static final List<FieldError> UNEXPLAINED =
            List.of(new FieldError("reason", "Enter a reason for discarding them."));
    private static final List<Problem> UNSAID = List.of(new Problem("reason", "Enter a reason for discarding it."));

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

        static native TemplateInstance deadLetter(PageLayout layout, DeadLetterDetails shown);

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
    private Uni<Response> unchosen(String service, DeadLetterFilter filter, Operator operator) {
        return PageResponses.page(
                422,
                lists(filter, operator).map(lists -> {
                    List<FieldError> problems = lists.stream()
                            .filter(list -> list.service().equals(service))
                            .map(list -> new FieldError(list.field(), UNCHOSEN))
                            .toList();
                    return page(
                            filter,
                            lists.stream()
                                    .map(list -> list.service().equals(service) ? list.withError(UNCHOSEN) : list)
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

    @GET
    @Path("/{service}/{id}")
    public Uni<Response> show(@RestPath String service, @RestPath String id, RoutingContext context) {
        return PageResponses.page(
                letter(service, id, Operator.of(context))
                        .map(letter -> page(DeadLetterDetails.asItIs(service, letter))),
                PageLayout.of("Dead letter", Section.DEAD_LETTERS));
    }

    /** Replays one dead letter, or runs it dry. */
    @POST
    @Path("/{service}/{id}/replay")
    public Uni<Response> replay(
            @RestPath String service, @RestPath String id, FormFields form, RoutingContext context) {
        Operator operator = Operator.of(context);
        boolean tried = !"replay".equals(form.field("doing"));
        @Nullable String key = form.field("key");
        @Nullable String headers = form.field("headers");
        @Nullable String body = form.field("body");
        return PageResponses.page(
                letter(service, id, operator).chain(letter -> {
                    // A record that is too long to edit has no fields in the form.
                    RecordEdits recordEdits =
                            body == null ? RecordEdits.none(letter) : RecordEdits.of(key, headers, body);
                    return Uni.createFrom()
                            .deferred(() -> decide(service, letter, recordEdits, tried, operator))
                            .onFailure(ApiException.class)
                            .recoverWithItem(refusal -> page(new DeadLetterDetails(
                                    service,
                                    letter,
                                    recordEdits,
                                    null,
                                    tried,
                                    "",
                                    PageResponses.refusal(refusal).problems())));
                }),
                PageLayout.of("Dead letter", Section.DEAD_LETTERS));
    }

    private Uni<TemplateInstance> decide(
            String service, Whole letter, RecordEdits recordEdits, boolean tried, Operator operator) {
        Map<String, Object> request = recordEdits.request(letter);
        request.put("dry_run", tried);
        return serviceClients
                .ask(service, operator, (api, token) -> api.resolve(token, id(letter), "replay", request))
                .chain(response -> after(service, letter, response.isOk() && !tried, operator)
                        .map(after -> page(new DeadLetterDetails(
                                service, after, recordEdits, outcome(response), tried, "", response.problems()))));
    }

    /** Discards one dead letter. */
    @POST
    @Path("/{service}/{id}/discard")
    public Uni<Response> discard(
            @RestPath String service, @RestPath String id, FormFields form, RoutingContext context) {
        Operator operator = Operator.of(context);
        String given = form.text("reason");
        return PageResponses.page(
                letter(service, id, operator)
                        .chain(letter -> given.isEmpty()
                                ? Uni.createFrom()
                                        .item(new DeadLetterDetails(
                                                service, letter, RecordEdits.none(letter), null, false, "", UNSAID))
                                : discard(service, letter, given, operator))
                        .map(DeadLettersPage::page),
                PageLayout.of("Dead letter", Section.DEAD_LETTERS));
    }

    private Uni<DeadLetterDetails> discard(String service, Whole letter, String reason, Operator operator) {
        return serviceClients
                .ask(
                        service,
                        operator,
                        (api, token) -> api.resolve(token, id(letter), "discard", Map.of("reason", reason)))
                .chain(response -> after(service, letter, response.isOk(), operator)
                        .map(after -> new DeadLetterDetails(
                                service,
                                after,
                                RecordEdits.none(after),
                                outcome(response),
                                false,
                                reason,
                                response.problems())));
    }

    /** Replays or discards several dead letters, after a dry run. */
    @POST
    @Path("/{service}")
    public Uni<Response> several(
            @RestPath String service,
            FormFields form,
            @BeanParam DeadLetterFilter.Parameters parameters,
            RoutingContext context) {
        Operator operator = Operator.of(context);
        DeadLetterFilter filter = parameters.filter();
        List<String> chosen = form.all("id");
        String act = "discard".equals(form.field("doing")) ? "discard" : "replay";
        boolean all = "all".equals(form.field("scope"));
        BatchCursor slice = BatchCursor.of(form);
        boolean tried = form.field("confirmed") == null;
        String reason = form.text("reason");
        PageLayout layout = PageLayout.of("Several dead letters", Section.DEAD_LETTERS);
        if (!all && chosen.isEmpty()) {
            return unchosen(service, filter, operator);
        }
        boolean unexplained = act.equals("discard") && !tried && reason.isEmpty();
        List<FieldError> problems = unexplained ? UNEXPLAINED : List.of();
        boolean dry = tried || unexplained;
        Map<String, Object> request = ServiceClients.given("dry_run", dry, "reason", reason);
        if (dry && act.equals("discard")) {
            request.put("reason", "dry run");
        }
        request.put(all ? "filter" : "ids", all ? filter.all(slice) : chosen);
        return PageResponses.page(
                serviceClients
                        .ask(service, operator, (api, token) -> api.resolveAll(token, act, request))
                        .map(ServiceResponse::required)
                        .map(response -> Templates.batch(
                                layout.with(problems),
                                new DeadLetterBatch(
                                        service,
                                        act,
                                        dry,
                                        all ? "all" : "chosen",
                                        chosen,
                                        filter,
                                        slice.looked(response.meta()),
                                        slice.next(response.meta()),
                                        response.data(),
                                        response.meta().total(),
                                        problems))),
                layout);
    }

    private Uni<Whole> letter(String service, String id, Operator operator) {
        return serviceClients
                .ask(service, operator, (api, token) -> api.deadLetter(token, id))
                .map(response -> response.required().data());
    }

    /** The dead letter after an action. */
    private Uni<Whole> after(String service, Whole before, boolean done, Operator operator) {
        return done ? letter(service, id(before), operator) : Uni.createFrom().item(before);
    }

    private static @Nullable ResolutionOutcome outcome(ServiceResponse<ResolutionResponse> response) {
        return response.list(ResolutionResponse::data).stream().findFirst().orElse(null);
    }

    private static String id(Whole letter) {
        return letter.letter().id().toString();
    }

    private static TemplateInstance page(DeadLetterDetails shown) {
        return Templates.deadLetter(
                PageLayout.of("Dead letter", Section.DEAD_LETTERS).with(shown.problems()), shown);
    }
}
