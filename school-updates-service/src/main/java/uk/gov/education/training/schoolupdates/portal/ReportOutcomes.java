package uk.gov.education.training.schoolupdates.portal;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.events.Json;
import uk.gov.education.training.events.MessageSchemas;
import uk.gov.education.training.events.SchoolReportOutcome;
import uk.gov.education.training.events.SchoolReportOutcome.Outcome;
import uk.gov.education.training.events.SchoolReportOutcome.ReportAccepted;
import uk.gov.education.training.events.SchoolReportOutcome.ReportError;
import uk.gov.education.training.events.SchoolReportOutcome.ReportRecord;
import uk.gov.education.training.events.SchoolReportOutcome.ReportRefused;
import uk.gov.education.training.events.Topics;
import uk.gov.education.training.platform.messaging.CloudEvents;
import uk.gov.education.training.platform.messaging.Outbox;
import uk.gov.education.training.platform.messaging.OutboxRecord;
import uk.gov.education.training.platform.messaging.Traces;
import uk.gov.education.training.platform.web.ApiException.Problem;

/** Writes what became of each report into the outbox. */
@ApplicationScoped
public class ReportOutcomes {

    /** A longer key is no URN, and the broker may not take it twice. */
    private static final int LONGEST_KEY = 1_000;

    private final Outbox outbox;
    private final String service;

    ReportOutcomes(Outbox outbox, @ConfigProperty(name = "quarkus.application.name") String service) {
        this.outbox = outbox;
        this.service = service;
    }

    public Uni<Void> accepted(
            SqlConnection tx, ConsumerRecord<String, byte[]> report, UUID participantId, long version) {
        return add(tx, report, new ReportAccepted(participantId, version));
    }

    public Uni<Void> refused(SqlConnection tx, ConsumerRecord<String, byte[]> report, List<Problem> problems) {
        return add(
                tx,
                report,
                new ReportRefused(problems.stream()
                        .map(problem -> new ReportError(problem.field(), problem.detail()))
                        .toList()));
    }

    private Uni<Void> add(SqlConnection tx, ConsumerRecord<String, byte[]> report, Outcome outcome) {
        @Nullable String id = SignedReport.id(report);
        return outbox.add(
                tx,
                List.of(new OutboxRecord(
                        Topics.SCHOOL_REPORT_OUTCOMES_NAME,
                        key(report),
                        headers(report, id, outcome),
                        Json.write(new SchoolReportOutcome(
                                        new ReportRecord(id, report.partition(), report.offset()), outcome))
                                .getBytes(UTF_8))));
    }

    private static @Nullable String key(ConsumerRecord<String, byte[]> report) {
        return report.key() == null || report.key().length() > LONGEST_KEY ? null : report.key();
    }

    private Map<String, String> headers(ConsumerRecord<String, byte[]> report, @Nullable String id, Outcome outcome) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("ce_specversion", "1.0");
        headers.put("ce_id", idOfOutcome(report).toString());
        headers.put("ce_source", "/" + service);
        headers.put("ce_type", Topics.SCHOOL_REPORT_OUTCOMES.typeOf(outcome));
        headers.put("ce_time", Instant.now().toString());
        headers.put("ce_dataschema", MessageSchemas.BASE + Topics.SCHOOL_REPORT_OUTCOMES.schemaOf(outcome));
        if (Topics.SCHOOL_REPORT_OUTCOMES.key().fits(report.key())) {
            headers.put("ce_subject", report.key());
            headers.put("ce_partitionkey", report.key());
        }
        if (id != null) {
            headers.put("ce_causationid", id);
        }
        headers.put("traceparent", Traces.continueOrBegin(CloudEvents.header(report, "traceparent")));
        headers.put("content-type", "application/json");
        return headers;
    }

    /** The same for every copy of an outcome. */
    private static UUID idOfOutcome(ConsumerRecord<?, ?> report) {
        String position = Topics.SCHOOL_REPORT_OUTCOMES_NAME + "/" + report.partition() + "/" + report.offset() + "/"
                + report.timestamp();
        return UUID.nameUUIDFromBytes(position.getBytes(UTF_8));
    }
}
