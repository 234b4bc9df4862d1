package uk.gov.education.training.schoolupdates.store;

import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.platform.messaging.ScheduledWork;

/**
 * The reports that have an outcome, so that none gets another: by the position of their record, and by the hash of what
 * they say. Kept for longer than a report stays on its topic, and than its signature is valid.
 */
@ApplicationScoped
public class AnsweredReports {

    private static final String ADD = """
            insert into answered_reports (partition, "offset", written_at, content, token_id, report_id, reported_by)
            values ($1, $2, $3, $4, $5, $6, $7) on conflict do nothing""";
    private static final String DELETE_OLD =
            "delete from answered_reports where answered_at < now() - interval '40 days'";

    private final Pool pool;
    private final ScheduledWork scheduled;

    AnsweredReports(Pool pool, ScheduledWork scheduled) {
        this.pool = pool;
        this.scheduled = scheduled;
    }

    /**
     * A report to be answered.
     *
     * @param writtenAt the time of the record, since offsets begin again if a topic is created again
     * @param content the hash of sender, id, key, type and body; null if it has no id
     * @param tokenId of the portal that signed it; null if it is not authentic
     * @param reportedBy the portal's id of the person; null if it could not be read
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    public record Report(
            int partition,
            long offset,
            Instant writtenAt,
            byte @Nullable [] content,
            @Nullable UUID tokenId,
            @Nullable String id,
            @Nullable String reportedBy) {

        public Report withReportedBy(String person) {
            return new Report(partition, offset, writtenAt, content, tokenId, id, person);
        }
    }

    /** Returns whether the report has no outcome yet. Waits for another transaction that is answering it. */
    public Uni<Boolean> add(SqlConnection tx, Report report) {
        List<@Nullable Object> row = new ArrayList<>();
        row.add(report.partition());
        row.add(report.offset());
        row.add(report.writtenAt().atOffset(ZoneOffset.UTC));
        row.add(report.content() == null ? null : Buffer.buffer(report.content()));
        row.add(report.tokenId());
        row.add(report.id());
        row.add(report.reportedBy());
        return tx.preparedQuery(ADD).execute(Tuple.wrap(row)).map(rows -> rows.rowCount() == 1);
    }

    @Scheduled(every = "1h", delayed = "1m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> deleteOld() {
        return scheduled.attempt(
                "Deleting old answered reports",
                () -> pool.query(DELETE_OLD).execute().replaceWithVoid());
    }
}
