package uk.gov.education.training.providerapi.console;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.events.edge.AsPublished;
import uk.gov.education.training.providerapi.console.Frame.Section;
import uk.gov.education.training.providerapi.console.Services.Answer;

/** Who did what, in all services. */
@AsPublished
@Path("/operations/acts")
@ForOperators
class ActsResource {

    private static final String NEWEST = "/api/v1/operations-acts?per_page=100";

    private final Services services;

    ActsResource(Services services) {
        this.services = services;
    }

    @CheckedTemplate(basePath = "console")
    static class Templates {
        static native TemplateInstance acts(Frame frame, List<Row> acts, List<String> problems);
    }

    /** An act, as its service tells of it. */
    record Act(
            String act,
            @Nullable String subject,
            @Nullable String subjectId,
            @Nullable String by,
            @Nullable Instant at,
            @Nullable String reason,
            @Nullable String detail,
            boolean mended) {}

    record Row(String service, Act act) {

        public String when() {
            return Figures.moment(act.at());
        }

        public String what() {
            return act.mended() ? act.act() + ", mended" : act.act();
        }

        /** Where that is seen which it was done to. */
        public @Nullable String link() {
            if (act.subject() == null || act.subjectId() == null) {
                return null;
            }
            return switch (act.subject()) {
                case "dead-letter" -> "/operations/letters/" + service + "/" + act.subjectId();
                case "check" -> "/operations/repairs/" + service + "/checks/" + act.subjectId();
                case "rebuild" -> "/operations/repairs/" + service + "/rebuilds/" + act.subjectId();
                case "republication", "skip" -> "/operations/interventions";
                default -> null;
            };
        }
    }

    @GET
    public Uni<Response> list(RoutingContext context) {
        Operator operator = Operator.of(context);
        Frame frame = Frame.of("Acts", Section.ACTS);
        return Pages.page(
                services.each(services.names(), service -> services.get(service, NEWEST, operator))
                        .map(answers -> Templates.acts(
                                frame,
                                answers.stream()
                                        .flatMap(answer -> answer.list(Act.class).stream()
                                                .map(act -> new Row(answer.service(), act)))
                                        .sorted(Comparator.comparing(
                                                row -> row.act().at(), Comparator.nullsLast(Comparator.reverseOrder())))
                                        .toList(),
                                answers.stream()
                                        .map(Answer::details)
                                        .flatMap(List::stream)
                                        .toList())),
                frame);
    }
}
