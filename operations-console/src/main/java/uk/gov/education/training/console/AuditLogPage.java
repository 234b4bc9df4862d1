package uk.gov.education.training.console;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.console.PageLayout.Section;
import uk.gov.education.training.platform.operations.audit.AuditEntry;
import uk.gov.education.training.platform.operations.audit.Listed;
import uk.gov.education.training.platform.web.OwnRequestValidation;

/** Shows the audit logs of all services as one list. */
@OwnRequestValidation
@Path("/operations/audit-log")
@OperatorsOnly
class AuditLogPage {

    private static final int NEWEST = 100;

    private final ServiceClients serviceClients;

    AuditLogPage(ServiceClients serviceClients) {
        this.serviceClients = serviceClients;
    }

    @CheckedTemplate(basePath = "console")
    static class Templates {
        static native TemplateInstance auditLog(PageLayout layout, List<Row> entries, List<String> problems);
    }

    /** An entry in words. */
    record Row(String service, AuditEntry entry) {

        public String when() {
            return Formats.moment(entry.at());
        }

        public String what() {
            return entry.edited() ? entry.action() + ", edited" : entry.action();
        }

        /** The page of the subject; null if it has none. */
        public @Nullable String link() {
            return switch (entry.subject()) {
                case "dead-letter" -> "/operations/dead-letters/" + service + "/" + entry.subjectId();
                case "check" -> "/operations/reconciliation/" + service + "/checks/" + entry.subjectId();
                case "rebuild" -> "/operations/reconciliation/" + service + "/rebuilds/" + entry.subjectId();
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
                        .each(serviceClients.names(), operator, (api, token) -> api.auditLog(token, NEWEST))
                        .map(responses -> Templates.auditLog(
                                layout,
                                responses.stream()
                                        .flatMap(response -> response.list(Listed::data).stream()
                                                .map(entry -> new Row(response.service(), entry)))
                                        .sorted(Comparator.comparing(
                                                row -> row.entry().at(), Comparator.reverseOrder()))
                                        .toList(),
                                responses.stream()
                                        .map(ServiceResponse::details)
                                        .flatMap(List::stream)
                                        .toList())),
                layout);
    }
}
