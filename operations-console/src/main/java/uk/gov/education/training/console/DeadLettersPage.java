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
import java.util.Objects;
import java.util.Set;
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

    private static final int PER_PAGE = 25;
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
                List<ServiceList> lists,
                List<FieldError> problems);

        static native TemplateInstance deadLetter(PageLayout layout, Shown shown);

        static native TemplateInstance batch(PageLayout layout, Batch batch);
    }

    /**
     * The dead letters of a service.
     *
     * @param problem why the list is missing
     * @param wrong the error of the selection
     */
    record ServiceList(
            String service,
            @Nullable String problem,
            List<DeadLetterView> letters,
            long total,
            DeadLetterFilter filter,
            @Nullable String wrong) {

        private ServiceList unchosen() {
            return new ServiceList(service, problem, letters, total, filter, UNCHOSEN);
        }

        /** The id of the first checkbox or, if the list is empty, of its heading. */
        private String field() {
            return letters.isEmpty()
                    ? "list-" + service
                    : "choose-" + letters.getFirst().id();
        }

        public boolean hasPrevious() {
            return filter.page() > 1;
        }

        public boolean hasNext() {
            return total > (long) filter.page() * PER_PAGE;
        }

        /** Whether they can be replayed or discarded. */
        public boolean isWaiting() {
            return filter.status().equals("waiting");
        }
    }

    /**
     * One dead letter.
     *
     * @param edits the fields of the form
     * @param outcome of the last action or dry run
     * @param why the reason for discarding it, from the form
     * @param refused why the service refused the action
     */
    record Shown(
            String service,
            Whole whole,
            RecordEdits edits,
            @Nullable ResolutionOutcome outcome,
            boolean tried,
            String why,
            List<Problem> refused) {

        private static final Set<String> EDITED = Set.of("key", "headers", "body");

        private static Shown asItIs(String service, Whole whole) {
            return new Shown(service, whole, RecordEdits.none(whole), null, false, "", List.of());
        }

        public List<FieldError> problems() {
            return refused.stream()
                    .map(problem -> new FieldError(field(problem.field()), problem.detail()))
                    .toList();
        }

        /** Whether the editor is open. It is never closed over edits or errors. */
        public boolean isEditing() {
            return tried
                    || !edits.isAsItCame(whole)
                    || problems().stream()
                            .map(FieldError::field)
                            .filter(Objects::nonNull)
                            .anyMatch(EDITED::contains);
        }

        /** The id of the field to correct. An error of the whole record is shown at its body. */
        private @Nullable String field(String refused) {
            return switch (refused) {
                case "key", "headers", "body" -> DeadLetterTexts.isEditable(whole) ? refused : null;
                case "record" -> DeadLetterTexts.isEditable(whole) ? "body" : null;
                case "reason" -> DeadLetterTexts.isWaiting(whole.letter()) ? "why" : null;
                default -> null;
            };
        }

        /** The errors of a field; null if it has none. */
        public @Nullable String error(String field) {
            return problems().stream()
                    .filter(problem -> field.equals(problem.field()))
                    .map(FieldError::detail)
                    .reduce((one, another) -> one + " " + another)
                    .orElse(null);
        }
    }

    /**
     * The outcomes of an action on several dead letters.
     *
     * @param doing replay or discard
     * @param tried whether it was a dry run
     * @param scope chosen or all
     * @param slice the part of all matches; unused for selected ones
     * @param next the next part; null if there is none
     */
    record Batch(
            String service,
            String doing,
            boolean tried,
            String scope,
            List<String> ids,
            DeadLetterFilter filter,
            BatchCursor slice,
            @Nullable BatchCursor next,
            List<ResolutionOutcome> outcomes,
            long total,
            List<FieldError> problems) {

        public boolean isReplay() {
            return doing.equals("replay");
        }

        public String title() {
            return (tried ? "Dry run: " : "Done: ") + doing + " dead letters of " + service;
        }
    }

    @GET
    public Uni<Response> list(@BeanParam DeadLetterFilter.Parameters parameters, RoutingContext context) {
        Operator operator = Operator.of(context);
        DeadLetterFilter filter = parameters.filter();
        return PageResponses.page(
                lists(filter, operator).map(lists -> page(filter, lists, List.of())),
                PageLayout.of("Dead letters", Section.DEAD_LETTERS));
    }

    private Uni<List<ServiceList>> lists(DeadLetterFilter filter, Operator operator) {
        List<String> services = filter.service().isEmpty() ? serviceClients.names() : List.of(filter.service());
        QueryString query = filter.query().with("page", filter.page()).with("per_page", PER_PAGE);
        return serviceClients
                .each(services, operator, (api, token) -> api.deadLetters(token, query.values()))
                .map(answers ->
                        answers.stream().map(answer -> listed(answer, filter)).toList());
    }

    private TemplateInstance page(DeadLetterFilter filter, List<ServiceList> lists, List<FieldError> problems) {
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
                                    .map(list -> list.service().equals(service) ? list.unchosen() : list)
                                    .toList(),
                            problems);
                }),
                PageLayout.of("Dead letters", Section.DEAD_LETTERS));
    }

    /** Each list has its own pages, because the services have different numbers of dead letters. */
    private static ServiceList listed(Answer<Listed<DeadLetterView>> answer, DeadLetterFilter filter) {
        DeadLetterFilter own = filter.of(answer.service());
        if (!answer.isOk()) {
            return new ServiceList(answer.service(), String.join(" ", answer.details()), List.of(), 0, own, null);
        }
        Listed<DeadLetterView> found = answer.required();
        return new ServiceList(
                answer.service(), null, found.data(), found.meta().total(), own, null);
    }

    @GET
    @Path("/{service}/{id}")
    public Uni<Response> show(@RestPath String service, @RestPath String id, RoutingContext context) {
        return PageResponses.page(
                letter(service, id, Operator.of(context)).map(letter -> page(Shown.asItIs(service, letter))),
                PageLayout.of("Dead letter", Section.DEAD_LETTERS));
    }

    /** Replays one dead letter, or runs it dry. */
    @POST
    @Path("/{service}/{id}/replay")
    public Uni<Response> replay(
            @RestPath String service, @RestPath String id, FormFields formFields, RoutingContext context) {
        Operator operator = Operator.of(context);
        boolean tried = !"replay".equals(formFields.field("doing"));
        @Nullable String key = formFields.field("key");
        @Nullable String headers = formFields.field("headers");
        @Nullable String body = formFields.field("body");
        return PageResponses.page(
                letter(service, id, operator).chain(letter -> {
                    // A record that is too long to edit has no fields in the form.
                    RecordEdits recordEdits =
                            body == null ? RecordEdits.none(letter) : RecordEdits.of(key, headers, body);
                    return Uni.createFrom()
                            .deferred(() -> decide(service, letter, recordEdits, tried, operator))
                            .onFailure(ApiException.class)
                            .recoverWithItem(refusal -> page(new Shown(
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
                .chain(answer -> after(service, letter, answer.isOk() && !tried, operator)
                        .map(after -> page(new Shown(
                                service, after, recordEdits, outcome(answer), tried, "", answer.problems()))));
    }

    /** Discards one dead letter. */
    @POST
    @Path("/{service}/{id}/discard")
    public Uni<Response> discard(
            @RestPath String service, @RestPath String id, FormFields formFields, RoutingContext context) {
        Operator operator = Operator.of(context);
        String given = formFields.text("reason");
        return PageResponses.page(
                letter(service, id, operator)
                        .chain(letter -> given.isEmpty()
                                ? Uni.createFrom()
                                        .item(new Shown(
                                                service, letter, RecordEdits.none(letter), null, false, "", UNSAID))
                                : discard(service, letter, given, operator))
                        .map(DeadLettersPage::page),
                PageLayout.of("Dead letter", Section.DEAD_LETTERS));
    }

    private Uni<Shown> discard(String service, Whole letter, String reason, Operator operator) {
        return serviceClients
                .ask(
                        service,
                        operator,
                        (api, token) -> api.resolve(token, id(letter), "discard", Map.of("reason", reason)))
                .chain(answer -> after(service, letter, answer.isOk(), operator)
                        .map(after -> new Shown(
                                service,
                                after,
                                RecordEdits.none(after),
                                outcome(answer),
                                false,
                                reason,
                                answer.problems())));
    }

    /** Replays or discards several dead letters, after a dry run. */
    @POST
    @Path("/{service}")
    public Uni<Response> several(
            @RestPath String service,
            FormFields formFields,
            @BeanParam DeadLetterFilter.Parameters parameters,
            RoutingContext context) {
        Operator operator = Operator.of(context);
        DeadLetterFilter filter = parameters.filter();
        List<String> chosen = formFields.all("id");
        String act = "discard".equals(formFields.field("doing")) ? "discard" : "replay";
        boolean all = "all".equals(formFields.field("scope"));
        BatchCursor slice = BatchCursor.of(formFields);
        boolean tried = formFields.field("confirmed") == null;
        String reason = formFields.text("reason");
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
                        .map(Answer::required)
                        .map(response -> Templates.batch(
                                layout.with(problems),
                                new Batch(
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
                .map(answer -> answer.required().data());
    }

    /** The dead letter after an action. */
    private Uni<Whole> after(String service, Whole before, boolean done, Operator operator) {
        return done ? letter(service, id(before), operator) : Uni.createFrom().item(before);
    }

    private static @Nullable ResolutionOutcome outcome(Answer<ResolutionResponse> answer) {
        return answer.list(ResolutionResponse::data).stream().findFirst().orElse(null);
    }

    private static String id(Whole letter) {
        return letter.letter().id().toString();
    }

    private static TemplateInstance page(Shown shown) {
        return Templates.deadLetter(
                PageLayout.of("Dead letter", Section.DEAD_LETTERS).with(shown.problems()), shown);
    }
}
