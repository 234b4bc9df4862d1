package uk.gov.education.training.console;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Map;
import org.jboss.resteasy.reactive.RestPath;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.console.PageLayout.Section;
import uk.gov.education.training.platform.operations.deadletters.DeadLetterView.Whole;
import uk.gov.education.training.platform.operations.deadletters.ResolutionOutcome;
import uk.gov.education.training.platform.operations.deadletters.ResolutionResponse;
import uk.gov.education.training.platform.web.ApiException;
import uk.gov.education.training.platform.web.ApiException.Problem;
import uk.gov.education.training.platform.web.OwnRequestValidation;

/** Shows, replays and discards one dead letter. */
@OwnRequestValidation
@Path("/operations/dead-letters/{service}/{id}")
@OperatorsOnly
class DeadLetterPage {

    private static final PageLayout LAYOUT = PageLayout.of("Dead letter", Section.DEAD_LETTERS);
    private static final List<Problem> REASON_MISSING =
            List.of(new Problem("reason", "Enter a reason for discarding it."));

    private final ServiceClients serviceClients;

    DeadLetterPage(ServiceClients serviceClients) {
        this.serviceClients = serviceClients;
    }

    @CheckedTemplate(basePath = "console")
    static class Templates {
        static native TemplateInstance deadLetter(PageLayout layout, DeadLetterDetails shown);
    }

    @GET
    public Uni<Response> show(@RestPath String service, @RestPath String id, RoutingContext context) {
        return PageResponses.page(
                letter(service, id, Operator.of(context))
                        .map(letter -> page(DeadLetterDetails.unedited(service, letter))),
                LAYOUT);
    }

    /** Replays one dead letter, or runs it dry. */
    @POST
    @Path("/replay")
    public Uni<Response> replay(
            @RestPath String service, @RestPath String id, FormFields form, RoutingContext context) {
        Operator operator = Operator.of(context);
        boolean dryRun = !"replay".equals(form.field("operation"));
        @Nullable String key = form.field("key");
        @Nullable String headers = form.field("headers");
        @Nullable String body = form.field("body");
        return PageResponses.page(
                letter(service, id, operator).chain(letter -> {
                    // A record that is too long to edit has no fields in the form.
                    RecordEdits recordEdits =
                            body == null ? RecordEdits.none(letter) : RecordEdits.of(key, headers, body);
                    return Uni.createFrom()
                            .deferred(() -> replay(service, letter, recordEdits, dryRun, operator))
                            .onFailure(ApiException.class)
                            .recoverWithItem(refusal -> page(new DeadLetterDetails(
                                    service,
                                    letter,
                                    recordEdits,
                                    null,
                                    dryRun,
                                    "",
                                    PageResponses.refusal(refusal).problems())));
                }),
                LAYOUT);
    }

    private Uni<TemplateInstance> replay(
            String service, Whole letter, RecordEdits recordEdits, boolean dryRun, Operator operator) {
        Map<String, Object> request = recordEdits.request(letter);
        request.put("dry_run", dryRun);
        return serviceClients
                .ask(service, operator, (api, token) -> api.resolve(token, id(letter), "replay", request))
                .chain(response -> after(service, letter, response.isOk() && !dryRun, operator)
                        .map(after -> page(new DeadLetterDetails(
                                service, after, recordEdits, outcome(response), dryRun, "", response.problems()))));
    }

    /** Discards one dead letter. */
    @POST
    @Path("/discard")
    public Uni<Response> discard(
            @RestPath String service, @RestPath String id, FormFields form, RoutingContext context) {
        Operator operator = Operator.of(context);
        String reason = form.text("reason");
        return PageResponses.page(
                letter(service, id, operator)
                        .chain(letter -> reason.isEmpty()
                                ? Uni.createFrom()
                                        .item(new DeadLetterDetails(
                                                service,
                                                letter,
                                                RecordEdits.none(letter),
                                                null,
                                                false,
                                                "",
                                                REASON_MISSING))
                                : discard(service, letter, reason, operator))
                        .map(DeadLetterPage::page),
                LAYOUT);
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
        return Templates.deadLetter(LAYOUT.with(shown.problems()), shown);
    }
}
