package uk.gov.education.training.providerapi.console;

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
import uk.gov.education.training.events.edge.AsPublished;
import uk.gov.education.training.events.edge.Refusal;
import uk.gov.education.training.events.edge.Refusal.Problem;
import uk.gov.education.training.providerapi.console.Frame.Section;
import uk.gov.education.training.providerapi.console.Services.Answer;

/** Dead letters of all services: to be read, mended, replayed and discarded. */
@AsPublished
@Path("/operations/letters")
@ForOperators
class LettersResource {

    private static final String LETTERS = "/api/v1/dead-letters";
    private static final int PER_PAGE = 25;
    private static final String UNCHOSEN = "Choose at least one dead letter, or all that match.";
    private static final List<PageProblem> UNEXPLAINED =
            List.of(new PageProblem("reason", "Say why they are discarded."));
    private static final List<Problem> UNSAID = List.of(new Problem("reason", "Say why it is discarded."));

    private final Services services;

    LettersResource(Services services) {
        this.services = services;
    }

    @CheckedTemplate(basePath = "console")
    static class Templates {
        static native TemplateInstance letters(
                Frame frame,
                LetterFilter filter,
                List<String> services,
                List<Listed> lists,
                List<PageProblem> problems);

        static native TemplateInstance letter(Frame frame, Shown shown);

        static native TemplateInstance bulk(Frame frame, Bulk bulk);
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
            List<Letter> letters,
            long total,
            LetterFilter filter,
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
     * @param form what is in the form: the letter as it is, or as somebody has mended it
     * @param outcome of what was just done or tried
     * @param why what is in the form to discard it
     * @param refused why it was not done
     */
    record Shown(
            String service,
            Letter letter,
            Mending form,
            @Nullable Outcome outcome,
            boolean tried,
            String why,
            List<Problem> refused) {

        private static final Set<String> MENDED = Set.of("key", "headers", "body");

        private static Shown asItIs(String service, Letter letter) {
            return new Shown(service, letter, Mending.none(letter), null, false, "", List.of());
        }

        public List<PageProblem> problems() {
            return refused.stream()
                    .map(problem -> new PageProblem(field(problem.field()), problem.detail()))
                    .toList();
        }

        /** Whether the form to mend it is open: what would be sent, or has to be corrected, is never hidden. */
        public boolean isMending() {
            return tried
                    || !form.isAsItCame(letter)
                    || problems().stream()
                            .map(PageProblem::field)
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
                    .map(PageProblem::detail)
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
    record Bulk(
            String service,
            String doing,
            boolean tried,
            String scope,
            List<String> ids,
            LetterFilter filter,
            Slice slice,
            @Nullable Slice next,
            List<Outcome> outcomes,
            long total,
            List<PageProblem> problems) {

        public boolean isReplay() {
            return doing.equals("replay");
        }

        public String title() {
            return (tried ? "What would come of it: " : "Done: ") + doing + " dead letters of " + service;
        }
    }

    @GET
    public Uni<Response> list(@BeanParam LetterFilter.Parameters parameters, RoutingContext context) {
        Operator operator = Operator.of(context);
        LetterFilter filter = parameters.filter();
        return Pages.page(
                lists(filter, operator).map(lists -> page(filter, lists, List.of())),
                Frame.of("Dead letters", Section.LETTERS));
    }

    private Uni<List<Listed>> lists(LetterFilter filter, Operator operator) {
        List<String> asked = filter.service().isEmpty() ? services.names() : List.of(filter.service());
        String path = LETTERS + filter.query().with("page", filter.page()).with("per_page", PER_PAGE);
        return services.each(asked, service -> services.get(service, path, operator))
                .map(answers ->
                        answers.stream().map(answer -> listed(answer, filter)).toList());
    }

    private TemplateInstance page(LetterFilter filter, List<Listed> lists, List<PageProblem> problems) {
        Frame frame = Frame.of("Dead letters", Section.LETTERS).with(problems);
        return Templates.letters(frame, filter, services.names(), lists, problems);
    }

    /** The lists once more, where nothing was chosen in that of this service. */
    private Uni<Response> unchosen(String service, LetterFilter filter, Operator operator) {
        return Pages.page(
                422,
                lists(filter, operator).map(lists -> {
                    List<PageProblem> problems = lists.stream()
                            .filter(list -> list.service().equals(service))
                            .map(list -> new PageProblem(list.field(), UNCHOSEN))
                            .toList();
                    return page(
                            filter,
                            lists.stream()
                                    .map(list -> list.service().equals(service) ? list.unchosen() : list)
                                    .toList(),
                            problems);
                }),
                Frame.of("Dead letters", Section.LETTERS));
    }

    /** Each service's list is turned over by itself: the others may have fewer pages. */
    private static Listed listed(Answer answer, LetterFilter filter) {
        LetterFilter own = filter.of(answer.service());
        return answer.isOk()
                ? new Listed(
                        answer.service(),
                        null,
                        answer.list(Letter.class),
                        answer.body().at("/meta/total").asLong(),
                        own,
                        null)
                : new Listed(answer.service(), String.join(" ", answer.details()), List.of(), 0, own, null);
    }

    @GET
    @Path("/{service}/{id}")
    public Uni<Response> show(@RestPath String service, @RestPath String id, RoutingContext context) {
        return Pages.page(
                letter(service, id, Operator.of(context)).map(letter -> page(Shown.asItIs(service, letter))),
                Frame.of("Dead letter", Section.LETTERS));
    }

    /** Replays one letter, or tries what would come of it. */
    @POST
    @Path("/{service}/{id}/replay")
    public Uni<Response> replay(@RestPath String service, @RestPath String id, Form form, RoutingContext context) {
        Operator operator = Operator.of(context);
        boolean tried = !"replay".equals(form.field("doing"));
        @Nullable String key = form.field("key");
        @Nullable String headers = form.field("headers");
        @Nullable String body = form.field("body");
        return Pages.page(
                letter(service, id, operator).chain(letter -> {
                    // What is too long to be mended has no fields to be mended in.
                    Mending mending = body == null ? Mending.none(letter) : Mending.of(key, headers, body);
                    return Uni.createFrom()
                            .deferred(() -> decide(service, letter, mending, tried, operator))
                            .onFailure(Refusal.class)
                            .recoverWithItem(refusal -> page(new Shown(
                                    service,
                                    letter,
                                    mending,
                                    null,
                                    tried,
                                    "",
                                    Pages.refusal(refusal).problems())));
                }),
                Frame.of("Dead letter", Section.LETTERS));
    }

    private Uni<TemplateInstance> decide(
            String service, Letter letter, Mending mending, boolean tried, Operator operator) {
        Map<String, Object> request = mending.request(letter);
        request.put("dry_run", tried);
        return services.post(service, path(letter.id()) + "/replay", operator, request)
                .chain(answer -> after(service, letter, answer.isOk() && !tried, operator)
                        .map(after -> page(
                                new Shown(service, after, mending, outcome(answer), tried, "", answer.problems()))));
    }

    /** Discards one letter. */
    @POST
    @Path("/{service}/{id}/discard")
    public Uni<Response> discard(@RestPath String service, @RestPath String id, Form form, RoutingContext context) {
        Operator operator = Operator.of(context);
        String given = form.text("reason");
        return Pages.page(
                letter(service, id, operator)
                        .chain(letter -> given.isEmpty()
                                ? Uni.createFrom()
                                        .item(new Shown(service, letter, Mending.none(letter), null, false, "", UNSAID))
                                : discard(service, letter, given, operator))
                        .map(LettersResource::page),
                Frame.of("Dead letter", Section.LETTERS));
    }

    private Uni<Shown> discard(String service, Letter letter, String reason, Operator operator) {
        return services.post(service, path(letter.id()) + "/discard", operator, Map.of("reason", reason))
                .chain(answer -> after(service, letter, answer.isOk(), operator)
                        .map(after -> new Shown(
                                service,
                                after,
                                Mending.none(after),
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
            Form form,
            @BeanParam LetterFilter.Parameters parameters,
            RoutingContext context) {
        Operator operator = Operator.of(context);
        LetterFilter filter = parameters.filter();
        List<String> chosen = form.all("id");
        String act = "discard".equals(form.field("doing")) ? "discard" : "replay";
        boolean all = "all".equals(form.field("scope"));
        Slice slice = Slice.of(form);
        boolean tried = form.field("confirmed") == null;
        String reason = form.text("reason");
        Frame frame = Frame.of("Several dead letters", Section.LETTERS);
        if (!all && chosen.isEmpty()) {
            return unchosen(service, filter, operator);
        }
        boolean unexplained = act.equals("discard") && !tried && reason.isEmpty();
        List<PageProblem> problems = unexplained ? UNEXPLAINED : List.of();
        boolean dry = tried || unexplained;
        Map<String, Object> request = Services.given("dry_run", dry, "reason", reason);
        if (dry && act.equals("discard")) {
            request.put("reason", "not said yet");
        }
        request.put(all ? "filter" : "ids", all ? filter.all(slice) : chosen);
        return Pages.page(
                services.post(service, LETTERS + "/" + act, operator, request)
                        .map(Services::required)
                        .map(answer -> Templates.bulk(
                                frame.with(problems),
                                new Bulk(
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
                frame);
    }

    private Uni<Letter> letter(String service, String id, Operator operator) {
        return services.get(service, path(id), operator)
                .map(answer -> Services.required(answer).one(Letter.class));
    }

    /** The letter as it is after something was done about it. */
    private Uni<Letter> after(String service, Letter before, boolean done, Operator operator) {
        return done ? letter(service, before.id(), operator) : Uni.createFrom().item(before);
    }

    private static @Nullable Outcome outcome(Answer answer) {
        return answer.list(Outcome.class).stream().findFirst().orElse(null);
    }

    private static String path(String id) {
        return LETTERS + "/" + Query.encoded(id);
    }

    private static TemplateInstance page(Shown shown) {
        return Templates.letter(Frame.of("Dead letter", Section.LETTERS).with(shown.problems()), shown);
    }
}
