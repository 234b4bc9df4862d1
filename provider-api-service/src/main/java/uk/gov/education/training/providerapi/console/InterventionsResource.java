package uk.gov.education.training.providerapi.console;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jboss.resteasy.reactive.RestPath;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.events.Topic;
import uk.gov.education.training.events.Topics;
import uk.gov.education.training.events.edge.AsPublished;
import uk.gov.education.training.events.edge.Refusal.Problem;
import uk.gov.education.training.providerapi.console.Frame.Section;
import uk.gov.education.training.providerapi.console.Services.Answer;

/** What an owner publishes again, and records that a service is to skip. */
@AsPublished
@Path("/operations/interventions")
@ForOperators
class InterventionsResource {

    private static final String PATH = "/operations/interventions";
    private static final String REPUBLICATIONS = "/api/v1/republications";
    private static final String SKIPS = "/api/v1/skips";
    private static final String NEWEST = "?per_page=5";
    private static final Frame FRAME = Frame.of("Publish again and skip", Section.INTERVENTIONS);

    private final Services services;

    InterventionsResource(Services services) {
        this.services = services;
    }

    @CheckedTemplate(basePath = "console")
    static class Templates {
        static native TemplateInstance interventions(
                Frame frame, List<Interventions> services, List<PageProblem> problems);
    }

    /** A republication, as its service tells of it. */
    record Republication(
            String id,
            String status,
            @Nullable String topic,
            @Nullable String key,
            long published,
            @Nullable Instant startedAt,
            @Nullable String by,
            @Nullable String reason,
            @Nullable String detail) {

        public String started() {
            return Figures.moment(startedAt);
        }
    }

    /** A skip, as its service tells of it. */
    record Skip(
            String id,
            String topic,
            int partition,
            long offset,
            String status,
            @Nullable String by,
            @Nullable String reason,
            @Nullable Instant askedAt,
            @Nullable String deadLetterId) {

        public String asked() {
            return Figures.moment(askedAt);
        }

        public String place() {
            return topic + "-" + partition + "@" + offset;
        }
    }

    /** One service's newest of both, and the topics that it owns. */
    record Interventions(String service, List<String> problems, List<Republication> republications, List<Skip> skips) {

        public List<String> ownTopics() {
            return Topics.ALL.stream()
                    .filter(topic -> Topics.isOwner(service, topic))
                    .map(Topic::name)
                    .toList();
        }

        public List<String> topics() {
            return Topics.ALL.stream().map(Topic::name).sorted().toList();
        }
    }

    @GET
    public Uni<Response> all(RoutingContext context) {
        return Pages.page(page(List.of(), Operator.of(context)), FRAME);
    }

    @POST
    @Path("/{service}/republications")
    public Uni<Response> publish(@RestPath String service, Form form, RoutingContext context) {
        String topic = form.text("topic");
        String reason = form.text("reason");
        Map<String, Object> body = "all".equals(form.field("scope"))
                ? Services.given("topic", topic, "all", true, "reason", reason)
                : Services.given("topic", topic, "key", form.text("key"), "reason", reason);
        return post(service, REPUBLICATIONS, body, "republish-", Operator.of(context));
    }

    @POST
    @Path("/{service}/skips")
    public Uni<Response> skip(@RestPath String service, Form form, RoutingContext context) {
        Map<String, Object> body = Services.given(
                "topic",
                form.text("topic"),
                "partition",
                number(form.field("partition")),
                "offset",
                number(form.field("offset")),
                "reason",
                form.text("reason"));
        return post(service, SKIPS, body, "skip-", Operator.of(context));
    }

    private Uni<Response> post(String service, String path, Map<String, Object> body, String form, Operator operator) {
        return services.post(service, path, operator, body)
                .chain(answer -> answer.isOk()
                        ? Uni.createFrom().item(Pages.to(PATH))
                        : Pages.page(
                                Services.refusal(answer).status(),
                                page(problems(answer, form + service + "-"), operator),
                                FRAME));
    }

    private static List<PageProblem> problems(Answer answer, String form) {
        List<PageProblem> problems = new ArrayList<>();
        for (Problem problem : answer.problems()) {
            boolean isField =
                    List.of("topic", "key", "partition", "offset", "reason").contains(problem.field());
            problems.add(new PageProblem(isField ? form + problem.field() : null, problem.detail()));
        }
        return problems;
    }

    private Uni<TemplateInstance> page(List<PageProblem> problems, Operator operator) {
        List<String> names = services.names();
        return services.each(names, each -> services.get(each, REPUBLICATIONS + NEWEST, operator))
                .chain(republications -> services.each(names, each -> services.get(each, SKIPS + NEWEST, operator))
                        .map(skips ->
                                Templates.interventions(FRAME.with(problems), both(republications, skips), problems)));
    }

    private static List<Interventions> both(List<Answer> republications, List<Answer> skips) {
        List<Interventions> all = new ArrayList<>();
        for (int i = 0; i < republications.size(); i++) {
            Answer one = republications.get(i);
            all.add(new Interventions(
                    one.service(),
                    one.isOk() ? skips.get(i).details() : one.details(),
                    one.list(Republication.class),
                    skips.get(i).list(Skip.class)));
        }
        return all;
    }

    private static String given(@Nullable String text) {
        return text == null ? "" : text.strip();
    }

    /** What is no number is sent on as no number, for the service to say what it wants. */
    private static @Nullable Long number(@Nullable String text) {
        String given = given(text);
        return given.matches("[0-9]{1,18}") ? Long.valueOf(given) : null;
    }
}
