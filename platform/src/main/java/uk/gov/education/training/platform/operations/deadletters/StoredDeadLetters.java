package uk.gov.education.training.platform.operations.deadletters;

import com.fasterxml.jackson.core.type.TypeReference;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.events.Json;
import uk.gov.education.training.platform.messaging.DeadLetters;
import uk.gov.education.training.platform.messaging.KeyEncoding;
import uk.gov.education.training.platform.messaging.Rows;

/** The dead letters in the database. */
@ApplicationScoped
class StoredDeadLetters {

    // A body, key or header set may be a megabyte. So a list contains the start of the key, the headers only if they
    // have an ordinary size, and no body.
    private static final String LISTED = """
            select id, topic, partition, "offset", written_at, parked_at, substring(key for 1000) as key,
                case when octet_length(headers) < 10000 then headers else '{}' end as headers,
                reason, detail, status
            from dead_letters
            """;
    private static final String DETAILS = """
            select id, topic, partition, "offset", written_at, parked_at, key, headers, reason, detail, status, body
            from dead_letters where id = $1""";
    private static final String MATCHING = """
            where status = $1 and ($2::text is null or topic = $2) and ($3::text is null or reason = $3)
            and ($4::text is null or key = convert_to($4, 'UTF8'))
            and ($5::float8 is null or parked_at <= now() - $5 * interval '1 second')
            and ($6::float8 is null or parked_at >= now() - $6 * interval '1 second')
            and ($7::timestamptz is null or parked_at < $7)
            and ($8::uuid is null or (parked_at, "offset", id) > (
                select parked_at, "offset", id from dead_letters where id = $8))
            """;
    private static final String PAGE = LISTED + MATCHING + "order by parked_at, \"offset\", id offset $9 limit $10";
    private static final String COUNT = "select count(*) from dead_letters " + MATCHING;
    private static final String NOW = "select least(now(), now() - $1::float8 * interval '1 second', $2::timestamptz)";
    private static final String BY_ID = LISTED + "where id = any($1) order by parked_at, \"offset\", id";
    private static final String LOCK = "select status from dead_letters where id = $1 for update";
    private static final String CLOSE = "update dead_letters set status = $2 where id = $1";

    Uni<List<DeadLetterView>> page(SqlClient db, DeadLetterFilter filter, long offset, int limit) {
        return db.preparedQuery(PAGE)
                .execute(parameters(filter).addLong(offset).addInteger(limit))
                .map(StoredDeadLetters::views);
    }

    /** Fixes the filter to the present: dead letters that are parked, or become old enough, later never match. */
    Uni<DeadLetterFilter> asOfNow(SqlClient db, DeadLetterFilter filter) {
        return db.preparedQuery(NOW)
                .execute(Tuple.of(seconds(filter.olderThan()), utc(filter.parkedBefore())))
                .map(rows -> filter.parkedBefore(
                        rows.iterator().next().getOffsetDateTime(0).toInstant()));
    }

    Uni<Long> count(SqlClient db, DeadLetterFilter filter) {
        return db.preparedQuery(COUNT)
                .execute(parameters(filter))
                .map(rows -> rows.iterator().next().getLong(0));
    }

    /** The existing ones of these, oldest first. */
    Uni<List<DeadLetterView>> byId(SqlClient db, Collection<UUID> ids) {
        return db.preparedQuery(BY_ID)
                .execute(Tuple.of(ids.toArray(UUID[]::new)))
                .map(StoredDeadLetters::views);
    }

    /** One dead letter with its body. */
    Uni<Optional<StoredDeadLetter>> find(SqlClient db, UUID id) {
        return db.preparedQuery(DETAILS)
                .execute(Tuple.of(id))
                .map(rows -> Rows.first(rows, StoredDeadLetters::withBody));
    }

    /** Locks a dead letter. Returns false if it does not exist or is already resolved. */
    Uni<Boolean> lockOpen(SqlConnection tx, UUID id) {
        return tx.preparedQuery(LOCK).execute(Tuple.of(id)).map(rows -> Rows.first(
                        rows, row -> StoredDeadLetter.isOpen(row.getString(0)))
                .orElse(false));
    }

    Uni<Void> close(SqlConnection tx, UUID id, String status) {
        return tx.preparedQuery(CLOSE).execute(Tuple.of(id, status)).replaceWithVoid();
    }

    private static Tuple parameters(DeadLetterFilter filter) {
        return Tuple.tuple()
                .addString(filter.status())
                .addString(filter.topic())
                .addString(filter.reason())
                .addString(filter.participantId())
                .addDouble(seconds(filter.olderThan()))
                .addDouble(seconds(filter.newerThan()))
                .addOffsetDateTime(utc(filter.parkedBefore()))
                .addUUID(filter.after());
    }

    private static @Nullable OffsetDateTime utc(@Nullable Instant instant) {
        return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
    }

    private static @Nullable Double seconds(@Nullable Duration duration) {
        return duration == null ? null : duration.toMillis() / 1000.0;
    }

    private static List<DeadLetterView> views(RowSet<Row> rows) {
        return Rows.list(rows, row -> DeadLetterView.of(deadLetter(row, null)));
    }

    private static StoredDeadLetter withBody(Row row) {
        Buffer body = row.getBuffer(11);
        return deadLetter(row, body == null ? null : body.getBytes());
    }

    private static StoredDeadLetter deadLetter(Row row, byte @Nullable [] body) {
        return new StoredDeadLetter(
                row.getUUID(0),
                row.getString(1),
                row.getInteger(2),
                row.getLong(3),
                row.getOffsetDateTime(4).toInstant(),
                row.getOffsetDateTime(5).toInstant(),
                key(row.getBuffer(6)),
                headers(row.getString(7)),
                body,
                row.getString(8),
                row.getString(9),
                row.getString(10));
    }

    private static @Nullable String key(@Nullable Buffer bytes) {
        return bytes == null ? null : KeyEncoding.of(bytes.getBytes());
    }

    private static Map<String, String> headers(String json) {
        Map<String, String> headers = Json.read(json, new TypeReference<LinkedHashMap<String, String>>() {});
        headers.keySet().removeIf(name -> name.startsWith(DeadLetters.HEADER));
        return headers;
    }
}
