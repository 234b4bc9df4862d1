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
import uk.gov.education.training.platform.web.ApiException;
import uk.gov.education.training.platform.web.ApiException.Problem;
import uk.gov.education.training.platform.web.OwnRequestValidation;
import uk.gov.education.training.console.PageLayout.Section;
import uk.gov.education.training.console.ServiceClients.Answer;

/** Dead letters of all serviceClients: to be read, mended, replayed and discarded. */
@OwnRequestValidation
@Path("/operations/dead-letters")
@OperatorsOnly
class DeadLettersPage {

    private static final String DEAD_LETTERS = "/api/v1/dead-letters";
    private static final int PER_PAGE = 25;
    private static final String UNCHOSEN = "Choose at least one dead letter, or all that match.";
    private static final List<FieldError> UNEXPLAINED =
            List.of(new FieldError("reason", "Say why they are discarded."));
    private static final List<Problem> UNSAID = List.of(new Problem("reason", "Say why it is discarded."));

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
                List<Listed> lists,
                List<FieldError> problems);

        static native TemplateInstance deadLetter(PageLayout layout, Shown shown);

        static native TemplateInstance batch(PageLayout layout, Batch batch);
    }

    /**
     * One service's letters.
     *
     * @param problem why there are none to see
     * @param wrong what is wrong with the choice among them
     */
    record Listed(
            String service,
            @Nullable String problem,
            List<DeadLetterView> letters,
            long total,
            DeadLetterFilter filter,
            @Nullable String wrong) {

        private Listed unchosen() {
            return new Listed(service, problem, letters, total, filter, UNCHOSEN);
        }

        /** The first letter's box; where there is no letter any more, the list's heading. */
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

        /** Whether anything can be done about them. */
        public boolean isWaiting() {
            return filter.status().equals("waiting");
        }
    }

    /**
     * One letter.
     *
     * @param edits what is in the form: the letter as it is, or as somebody has mended it
     * @param outcome of what was just done or tried
     * @param why what is in the form to discard it
     * @param refused why it was not done
     */
    record Shown(
            String service,
            DeadLetterView letter,
            RecordEdits edits,
            @Nullable Outcome outcome,
            boolean tried,
            String why,
            List<Problem> refused) {

        private static final Set<String> MENDED = Set.of("key", "headers", "body");

        private static Shown asItIs(String service, DeadLetterView letter) {
            return new Shown(service, letter, RecordEdits.none(letter), null, false, "", List.of());
        }

        public List<FieldError> problems() {
            return refused.stream()
                    .map(problem -> new FieldError(field(problem.field()), problem.detail()))
                    .toList();
        }

        /** Whether the formFields to mend it is open: what would be sent, or has to be corrected, is never hidden. */
        public boolean isMending() {
            return tried
                    || !edits.isAsItCame(letter)
                    || problems().stream()
                            .map(FieldError::field)
                            .filter(Objects::nonNull)
                            .anyMatch(MENDED::contains);
        }

        /** Where that can be corrected which was refused; what is wrong with a record can mostly be in its body. */
        private @Nullable String field(String refused) {
            return switch (refused) {
                case "key", "headers", "body" -> letter.canBeMended() ? refused : null;
                case "record" -> letter.canBeMended() ? "body" : null;
                case "reason" -> letter.isWaiting() ? "why" : null;
                default -> null;
            };
        }

        /** What is wrong with a field; null if nothing is. */
        public @Nullable String error(String field) {
            return problems().stream()
                    .filter(problem -> field.equals(problem.field()))
                    .map(FieldError::detail)
                    .reduce((one, another) -> one + " " + another)
                    .orElse(null);
        }
    }

    /**
     * What came of doing the same about several letters.
     *
     * @param doing replay or discard
     * @param tried whether nothing was done yet
     * @param scope chosen or all
     * @param slice which of all these are; of the chosen, it says nothing
     * @param next which come next; null if none do
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
            List<Outcome> outcomes,
            long total,
            List<FieldError> problems) {

        public boolean isReplay() {
            return doing.equals("replay");
        }

        public String title() {
            return (tried ? "What would come of it: " : "Done: ") + doing + " dead letters of " + service;
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

    private Uni<List<Listed>> lists(DeadLetterFilter filter, Operator operator) {
        List<String> asked = filter.service().isEmpty() ? serviceClients.names() : List.of(filter.service());
        String path = DEAD_LETTERS + filter.query().with("page", filter.page()).with("per_page", PER_PAGE);
        return serviceClients
                .each(asked, service -> serviceClients.get(service, path, operator))
                .map(answers ->
                        answers.stream().map(answer -> listed(answer, filter)).toList());
    }

    private TemplateInstance page(DeadLetterFilter filter, List<Listed> lists, List<FieldError> problems) {
        PageLayout layout = PageLayout.of("Dead letters", Section.DEAD_LETTERS).with(problems);
        return Templates.deadLetters(layout, filter, serviceClients.names(), lists, problems);
    }

    /** The lists once more, where nothing was chosen in that of this service. */
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

    /** Each service's list is turned over by itself: the others may have fewer pages. */
    private static Listed listed(Answer answer, DeadLetterFilter filter) {
        DeadLetterFilter own = filter.of(answer.service());
        return answer.isOk()
                ? new Listed(
                        answer.service(),
                        null,
                        answer.list(DeadLetterView.class),
                        answer.body().at("/meta/total").asLong(),
                        own,
                        null)
                : new Listed(answer.service(), String.join(" ", answer.details()), List.of(), 0, own, null);
    }

    @GET
    @Path("/{service}/{id}")
    public Uni<Response> show(@RestPath String service, @RestPath String id, RoutingContext context) {
        return PageResponses.page(
                letter(service, id, Operator.of(context)).map(letter -> page(Shown.asItIs(service, letter))),
                PageLayout.of("Dead letter", Section.DEAD_LETTERS));
    }

    /** Replays one letter, or tries what would come of it. */
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
                    // What is too long to be mended has no fields to be mended in.
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
            String service, DeadLetterView letter, RecordEdits recordEdits, boolean tried, Operator operator) {
        Map<String, Object> request = recordEdits.request(letter);
        request.put("dry_run", tried);
        return serviceClients
                .post(service, path(letter.id()) + "/replay", operator, request)
                .chain(answer -> after(service, letter, answer.isOk() && !tried, operator)
                        .map(after -> page(new Shown(
                                service, after, recordEdits, outcome(answer), tried, "", answer.problems()))));
    }

    /** Discards one letter. */
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

    private Uni<Shown> discard(String service, DeadLetterView letter, String reason, Operator operator) {
        return serviceClients
                .post(service, path(letter.id()) + "/discard", operator, Map.of("reason", reason))
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

    /** Replays or discards several letters; before that, tries it. */
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
            request.put("reason", "not said yet");
        }
        request.put(all ? "filter" : "ids", all ? filter.all(slice) : chosen);
        return PageResponses.page(
                serviceClients
                        .post(service, DEAD_LETTERS + "/" + act, operator, request)
                        .map(ServiceClients::required)
                        .map(answer -> Templates.batch(
                                layout.with(problems),
                                new Batch(
                                        service,
                                        act,
                                        dry,
                                        all ? "all" : "chosen",
                                        chosen,
                                        filter,
                                        slice.looked(answer.body().path("meta")),
                                        slice.next(answer.body().path("meta")),
                                        answer.list(Outcome.class),
                                        answer.body().at("/meta/total").asLong(),
                                        problems))),
                layout);
    }

    private Uni<DeadLetterView> letter(String service, String id, Operator operator) {
        return serviceClients.get(service, path(id), operator).map(answer -> ServiceClients.required(answer)
                .one(DeadLetterView.class));
    }

    /** The letter as it is after something was done about it. */
    private Uni<DeadLetterView> after(String service, DeadLetterView before, boolean done, Operator operator) {
        return done ? letter(service, before.id(), operator) : Uni.createFrom().item(before);
    }

    private static @Nullable Outcome outcome(Answer answer) {
        return answer.list(Outcome.class).stream().findFirst().orElse(null);
    }

    private static String path(String id) {
        return DEAD_LETTERS + "/" + QueryString.encoded(id);
    }

    private static TemplateInstance page(Shown shown) {
        return Templates.deadLetter(PageLayout.of("Dead letter", Section.DEAD_LETTERS).with(shown.problems()), shown);
    }
}
