package uk.gov.education.training.console;

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
import uk.gov.education.training.platform.web.OwnRequestValidation;
import uk.gov.education.training.console.PageLayout.Section;
import uk.gov.education.training.console.ServiceClients.Answer;

/** Who did what, in all serviceClients. */
@OwnRequestValidation
@Path("/operations/audit-log")
@OperatorsOnly
class AuditLogPage {

    private static final String NEWEST = "/api/v1/audit-log?per_page=100";

    private final ServiceClients serviceClients;

    AuditLogPage(ServiceClients serviceClients) {
        this.serviceClients = serviceClients;
    }

    @CheckedTemplate(basePath = "console")
    static class Templates {
        static native TemplateInstance auditLog(PageLayout layout, List<Row> entries, List<String> problems);
    }

    /** An act, as its service tells of it. */
    record Act(
            String action,
            @Nullable String subject,
            @Nullable String subjectId,
            @Nullable String actor,
            @Nullable Instant at,
            @Nullable String reason,
            @Nullable String detail,
            boolean edited) {}

    record Row(String service, Act act) {

        public String when() {
            return Formats.moment(act.at());
        }

        public String what() {
            return act.edited() ? act.action() + ", mended" : act.action();
        }

        /** Where that is seen which it was done to. */
        public @Nullable String link() {
            if (act.subject() == null || act.subjectId() == null) {
                return null;
            }
            return switch (act.subject()) {
                case "dead-letter" -> "/operations/dead-letters/" + service + "/" + act.subjectId();
                case "check" -> "/operations/reconciliation/" + service + "/checks/" + act.subjectId();
                case "rebuild" -> "/operations/reconciliation/" + service + "/rebuilds/" + act.subjectId();
                case "republication", "skip" -> "/operations/interventions";
                default -> null;
            };
        }
    }

    @GET
    public Uni<Response> list(RoutingContext context) {
        Operator operator = Operator.of(context);
        PageLayout layout = PageLayout.of("Audit log", Section.AUDIT_LOG);
        return PageResponses.page(
                serviceClients
                        .each(serviceClients.names(), service -> serviceClients.get(service, NEWEST, operator))
                        .map(answers -> Templates.auditLog(
                                layout,
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
                layout);
    }
}
