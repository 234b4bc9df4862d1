package uk.gov.education.training.platform.operations.audit;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.platform.messaging.Rows;
import uk.gov.education.training.platform.web.Caller;
import uk.gov.education.training.platform.web.Page;

/** Records the actions of operations, each in the transaction of the action. */
@ApplicationScoped
public class AuditLog {

    private static final String ACTOR = """
            select 'operations token ' || $1::uuid || coalesce(' (' || (
                select description from access_tokens where id = $1::uuid) || ')', '')""";
    private static final String RECORD = """
            insert into audit_log (subject, subject_id, action, actor, reason, detail, edited)
            values ($1, $2, $3, $4, $5, $6, $7)""";
    private static final String COLUMNS =
            "select action, subject, subject_id, actor, at, reason, detail, edited from audit_log ";
    private static final String OF = COLUMNS + "where subject_id = $1 order by id";
    private static final String PAGE = COLUMNS + "order by id desc offset $1 limit $2";
    private static final String COUNT = "select count(*) from audit_log";

    /** The kind of thing that an action is about. */
    public enum Subject {
        DEAD_LETTER("dead-letter"),
        REBUILD("rebuild"),
        CHECK("check"),
        SKIP("skip"),
        REPUBLICATION("republication");

        private final String text;

        Subject(String text) {
            this.text = text;
        }
    }

    /** The name under which a caller's actions are recorded. */
    public Uni<String> actor(SqlClient db, Caller caller) {
        return db.preparedQuery(ACTOR)
                .execute(Tuple.of(caller.tokenId()))
                .map(rows -> rows.iterator().next().getString(0));
    }

    public Uni<Void> record(
            SqlClient tx,
            Subject subject,
            UUID id,
            String action,
            String actor,
            @Nullable String reason,
            @Nullable String detail,
            boolean edited) {
        return tx.preparedQuery(RECORD)
                .execute(Tuple.from(new @Nullable Object[] {subject.text, id, action, actor, reason, detail, edited}))
                .replaceWithVoid();
    }

    /** The entries about one thing, oldest first. */
    public Uni<List<AuditEntry>> of(SqlClient db, UUID subjectId) {
        return db.preparedQuery(OF).execute(Tuple.of(subjectId)).map(AuditLog::entries);
    }

    /** All entries, newest first. */
    public Uni<List<AuditEntry>> page(SqlClient db, Page page) {
        return db.preparedQuery(PAGE)
                .execute(Tuple.of(page.offset(), page.size()))
                .map(AuditLog::entries);
    }

    public Uni<Long> count(SqlClient db) {
        return db.query(COUNT).execute().map(rows -> rows.iterator().next().getLong(0));
    }

    private static List<AuditEntry> entries(Iterable<Row> rows) {
        return Rows.list(
                rows,
                row -> new AuditEntry(
                        row.getString(0),
                        row.getString(1),
                        row.getUUID(2),
                        row.getString(3),
                        row.getOffsetDateTime(4).toInstant(),
                        row.getString(5),
                        row.getString(6),
                        row.getBoolean(7)));
    }
}
