package uk.gov.education.training.console;

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
import uk.gov.education.training.platform.web.ApiException.Problem;
import uk.gov.education.training.platform.web.OwnRequestValidation;
import uk.gov.education.training.console.PageLayout.Section;
import uk.gov.education.training.console.ServiceClients.Answer;

/** What an owner publishes again, and records that a service is to skip. */
@OwnRequestValidation
@Path("/operations/interventions")
@OperatorsOnly
class InterventionsPage {

    private static final String PATH = "/operations/interventions";
    private static final String REPUBLICATIONS = "/api/v1/republications";
    private static final String SKIPS = "/api/v1/skips";
    private static final String NEWEST = "?per_page=5";
    private static final PageLayout LAYOUT = PageLayout.of("Publish again and skip", Section.INTERVENTIONS);

    private final ServiceClients serviceClients;

    InterventionsPage(ServiceClients serviceClients) {
        this.serviceClients = serviceClients;
    }

    @CheckedTemplate(basePath = "console")
    static class Templates {
        static native TemplateInstance interventions(
                PageLayout layout, List<Interventions> services, List<FieldError> problems);
    }

    /** A republication, as its service tells of it. */
    record Republication(
            String id,
            String status,
            @Nullable String topic,
            @Nullable String key,
            long published,
            @Nullable Instant startedAt,
            @Nullable String actor,
            @Nullable String reason,
            @Nullable String detail) {

        public String started() {
            return Formats.moment(startedAt);
        }
    }

    /** A skip, as its service tells of it. */
    record Skip(
            String id,
            String topic,
            int partition,
            long offset,
            String status,
            @Nullable String actor,
            @Nullable String reason,
            @Nullable Instant requestedAt,
            @Nullable String deadLetterId) {

        public String asked() {
            return Formats.moment(requestedAt);
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
        return PageResponses.page(page(List.of(), Operator.of(context)), LAYOUT);
    }

    @POST
    @Path("/{service}/republications")
    public Uni<Response> publish(@RestPath String service, FormFields formFields, RoutingContext context) {
        String topic = formFields.text("topic");
        String reason = formFields.text("reason");
        Map<String, Object> body = "all".equals(formFields.field("scope"))
                ? ServiceClients.given("topic", topic, "all", true, "reason", reason)
                : ServiceClients.given("topic", topic, "key", formFields.text("key"), "reason", reason);
        return post(service, REPUBLICATIONS, body, "republish-", Operator.of(context));
    }

    @POST
    @Path("/{service}/skips")
    public Uni<Response> skip(@RestPath String service, FormFields formFields, RoutingContext context) {
        Map<String, Object> body = ServiceClients.given(
                "topic",
                formFields.text("topic"),
                "partition",
                number(formFields.field("partition")),
                "offset",
                number(formFields.field("offset")),
                "reason",
                formFields.text("reason"));
        return post(service, SKIPS, body, "skip-", Operator.of(context));
    }

    private Uni<Response> post(
            String service, String path, Map<String, Object> body, String formFields, Operator operator) {
        return serviceClients
                .post(service, path, operator, body)
                .chain(answer -> answer.isOk()
                        ? Uni.createFrom().item(PageResponses.to(PATH))
                        : PageResponses.page(
                                ServiceClients.refusal(answer).status(),
                                page(problems(answer, formFields + service + "-"), operator),
                                LAYOUT));
    }

    private static List<FieldError> problems(Answer answer, String formFields) {
        List<FieldError> problems = new ArrayList<>();
        for (Problem problem : answer.problems()) {
            boolean isField =
                    List.of("topic", "key", "partition", "offset", "reason").contains(problem.field());
            problems.add(new FieldError(isField ? formFields + problem.field() : null, problem.detail()));
        }
        return problems;
    }

    private Uni<TemplateInstance> page(List<FieldError> problems, Operator operator) {
        List<String> names = serviceClients.names();
        return serviceClients
                .each(names, each -> serviceClients.get(each, REPUBLICATIONS + NEWEST, operator))
                .chain(republications -> serviceClients
                        .each(names, each -> serviceClients.get(each, SKIPS + NEWEST, operator))
                        .map(skips ->
                                Templates.interventions(LAYOUT.with(problems), both(republications, skips), problems)));
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
