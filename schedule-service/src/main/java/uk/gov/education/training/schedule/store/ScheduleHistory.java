package uk.gov.education.training.schedule.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.events.Json;
import uk.gov.education.training.events.ScheduleChange;
import uk.gov.education.training.platform.messaging.Cause;
import uk.gov.education.training.platform.messaging.Rows;

/** The published changes of schedules, each with the event that caused it. */
@ApplicationScoped
public class ScheduleHistory {

    private static final String ADD = """
            insert into schedule_history (key, change, at, decided_at, cause_topic, cause_id, cause_type)
            values ($1, $2, $3, $4, $5, $6, $7)""";
    private static final String READ = """
            select change, at, decided_at, cause_topic, cause_id, cause_type
            from schedule_history where key = $1 order by id""";
    private static final String DELETE = "delete from schedule_history where key = any($1)";

    /** @param decidedAt the real time */
    public record Entry(String key, ScheduleChange change, Cause cause, Instant decidedAt) {}

    /**
     * A change as published.
     *
     * @param at the domain's time
     * @param decidedAt the real time
     * @param causedBy the event that caused the change; null if a contract period caused it
     */
    public record Line(ScheduleChange change, Instant at, Instant decidedAt, Cause.@Nullable Event causedBy) {}

    public Uni<Void> add(SqlConnection tx, List<Entry> entries) {
        return entries.isEmpty()
                ? Uni.createFrom().voidItem()
                : tx.preparedQuery(ADD)
                        .executeBatch(entries.stream().map(ScheduleHistory::row).toList())
                        .replaceWithVoid();
    }

    private static Tuple row(Entry entry) {
        Cause.@Nullable Event event = entry.cause().event();
        return Tuple.from(new Object[] {
            entry.key(),
            json(entry.change()),
            entry.cause().at().atOffset(ZoneOffset.UTC),
            entry.decidedAt().atOffset(ZoneOffset.UTC),
            event == null ? null : event.topic(),
            event == null ? null : event.id(),
            event == null ? null : event.type()
        });
    }

    /** Reads the history of a participant, oldest first. */
    public Uni<List<Line>> read(SqlConnection db, String key) {
        return db.preparedQuery(READ).execute(Tuple.of(key)).map(rows -> Rows.list(rows, ScheduleHistory::line));
    }

    public Uni<Void> delete(SqlConnection tx, Collection<String> keys) {
        return keys.isEmpty()
                ? Uni.createFrom().voidItem()
                : tx.preparedQuery(DELETE)
                        .execute(Tuple.of(keys.toArray(String[]::new)))
                        .replaceWithVoid();
    }

    private static Line line(Row row) {
        return new Line(
                Json.read(row.getString(0), ScheduleChange.class),
                row.getOffsetDateTime(1).toInstant(),
                row.getOffsetDateTime(2).toInstant(),
                row.getString(4) == null
                        ? null
                        : new Cause.Event(row.getString(3), row.getString(4), row.getString(5)));
    }

    /** Writes the change with its type, which a plain write would leave out. */
    private static String json(ScheduleChange change) {
        try {
            return Json.MAPPER.writerFor(ScheduleChange.class).writeValueAsString(change);
        } catch (JsonProcessingException bug) {
            throw new IllegalStateException("Could not write a schedule change as JSON", bug);
        }
    }
}
