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
import org.jboss.resteasy.reactive.RestPath;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.console.PageLayout.Section;
import uk.gov.education.training.events.Topic;
import uk.gov.education.training.events.Topics;
import uk.gov.education.training.platform.operations.audit.Listed;
import uk.gov.education.training.platform.operations.reconciliation.Republication;
import uk.gov.education.training.platform.operations.skips.Skip;
import uk.gov.education.training.platform.web.ApiException.Problem;
import uk.gov.education.training.platform.web.OwnRequestValidation;

/** Shows and requests republications and skips. */
@OwnRequestValidation
@Path("/operations/interventions")
@OperatorsOnly
class InterventionsPage {

    private static final String PATH = "/operations/interventions";
    private static final int NEWEST = 5;
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

    /** The newest republications and skips of a service. */
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
    public Uni<Response> publish(@RestPath String service, FormFields form, RoutingContext context) {
        String topic = form.text("topic");
        String reason = form.text("reason");
        Map<String, Object> body = "all".equals(form.field("scope"))
                ? ServiceClients.given("topic", topic, "all", true, "reason", reason)
                : ServiceClients.given("topic", topic, "key", form.text("key"), "reason", reason);
        Operator operator = Operator.of(context);
        return serviceClients
                .ask(service, operator, (api, token) -> api.republish(token, body))
                .chain(response -> result(response, "republish-", operator));
    }

    @POST
    @Path("/{service}/skips")
    public Uni<Response> skip(@RestPath String service, FormFields form, RoutingContext context) {
        Map<String, Object> body = ServiceClients.given(
                "topic",
                form.text("topic"),
                "partition",
                number(form.field("partition")),
                "offset",
                number(form.field("offset")),
                "reason",
                form.text("reason"));
        Operator operator = Operator.of(context);
        return serviceClients
                .ask(service, operator, (api, token) -> api.skip(token, body))
                .chain(response -> result(response, "skip-", operator));
    }

    /** Leads back to the page, which shows the errors if there are any. */
    private Uni<Response> result(ServiceResponse<?> response, String fieldPrefix, Operator operator) {
        return response.isOk()
                ? Uni.createFrom().item(PageResponses.to(PATH))
                : PageResponses.page(
                        response.exception().status(),
                        page(problems(response, fieldPrefix + response.service() + "-"), operator),
                        LAYOUT);
    }

    private static List<FieldError> problems(ServiceResponse<?> response, String fieldPrefix) {
        List<FieldError> problems = new ArrayList<>();
        for (Problem problem : response.problems()) {
            boolean isField =
                    List.of("topic", "key", "partition", "offset", "reason").contains(problem.field());
            problems.add(new FieldError(isField ? fieldPrefix + problem.field() : null, problem.detail()));
        }
        return problems;
    }

    private Uni<TemplateInstance> page(List<FieldError> problems, Operator operator) {
        List<String> names = serviceClients.names();
        return serviceClients
                .each(names, operator, (api, token) -> api.republications(token, NEWEST))
                .chain(republications -> serviceClients
                        .each(names, operator, (api, token) -> api.skips(token, NEWEST))
                        .map(skips ->
                                Templates.interventions(LAYOUT.with(problems), both(republications, skips), problems)));
    }

    private static List<Interventions> both(
            List<ServiceResponse<Listed<Republication>>> republications, List<ServiceResponse<Listed<Skip>>> skips) {
        List<Interventions> all = new ArrayList<>();
        for (int i = 0; i < republications.size(); i++) {
            ServiceResponse<Listed<Republication>> one = republications.get(i);
            all.add(new Interventions(
                    one.service(),
                    one.isOk() ? skips.get(i).details() : one.details(),
                    one.list(Listed::data),
                    skips.get(i).list(Listed::data)));
        }
        return all;
    }

    private static String given(@Nullable String text) {
        return text == null ? "" : text.strip();
    }

    /** Null if the text is not a number. The service then refuses the request with an explanation. */
    private static @Nullable Long number(@Nullable String text) {
        String given = given(text);
        return given.matches("[0-9]{1,18}") ? Long.valueOf(given) : null;
    }
}
