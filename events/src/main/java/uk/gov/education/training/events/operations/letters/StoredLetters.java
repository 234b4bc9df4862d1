package uk.gov.education.training.events.operations.letters;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.events.Json;
import uk.gov.education.training.events.delivery.DeadLetters;

/** The dead letters in the database. */
@ApplicationScoped
class StoredLetters {

    private static final String LETTERS = """
            select id, topic, partition, "offset", written_at, parked_at, key, headers, body, reason, detail, status
            from dead_letters
            """;
    private static final String MATCHING = """
            where status = $1 and ($2::text is null or topic = $2) and ($3::text is null or reason = $3)
            and ($4::text is null or key = $4)
            and ($5::float8 is null or parked_at <= now() - $5 * interval '1 second')
            and ($6::float8 is null or parked_at >= now() - $6 * interval '1 second')
            """;
    private static final String PAGE = LETTERS + MATCHING + "order by parked_at, \"offset\", id offset $7 limit $8";
    private static final String COUNT = "select count(*) from dead_letters " + MATCHING;
    private static final String BY_ID = LETTERS + "where id = any($1) order by parked_at, \"offset\", id";
    private static final String LOCK = "select status from dead_letters where id = $1 for update";
    private static final String CLOSE = "update dead_letters set status = $2 where id = $1";

    Uni<List<StoredLetter>> page(SqlClient db, LetterFilter filter, long offset, int limit) {
        return db.preparedQuery(PAGE)
                .execute(parameters(filter).addLong(offset).addInteger(limit))
                .map(StoredLetters::letters);
    }

    Uni<Long> count(SqlClient db, LetterFilter filter) {
        return db.preparedQuery(COUNT)
                .execute(parameters(filter))
                .map(rows -> rows.iterator().next().getLong(0));
    }

    /** Those of these that there are, oldest first. */
    Uni<List<StoredLetter>> byId(SqlClient db, Collection<UUID> ids) {
        return db.preparedQuery(BY_ID)
                .execute(Tuple.of(ids.toArray(UUID[]::new)))
                .map(StoredLetters::letters);
    }

    /** Makes this transaction the only one that decides about a letter, and tells whether nobody has yet. */
    Uni<Boolean> lockWaiting(SqlConnection tx, UUID id) {
        return tx.preparedQuery(LOCK).execute(Tuple.of(id)).map(rows -> {
            for (Row row : rows) {
                return row.getString(0).equals(StoredLetter.WAITING);
            }
            return false;
        });
    }

    Uni<Void> close(SqlConnection tx, UUID id, String status) {
        return tx.preparedQuery(CLOSE).execute(Tuple.of(id, status)).replaceWithVoid();
    }

    private static Tuple parameters(LetterFilter filter) {
        return Tuple.tuple()
                .addString(filter.status())
                .addString(filter.topic())
                .addString(filter.reason())
                .addString(filter.participantId())
                .addDouble(seconds(filter.olderThan()))
                .addDouble(seconds(filter.newerThan()));
    }

    private static @Nullable Double seconds(@Nullable Duration duration) {
        return duration == null ? null : duration.toMillis() / 1000.0;
    }

    private static List<StoredLetter> letters(Iterable<Row> rows) {
        List<StoredLetter> letters = new ArrayList<>();
        rows.forEach(row -> letters.add(letter(row)));
        return letters;
    }

    private static StoredLetter letter(Row row) {
        Buffer body = row.getBuffer(8);
        return new StoredLetter(
                row.getUUID(0),
                row.getString(1),
                row.getInteger(2),
                row.getLong(3),
                row.getOffsetDateTime(4).toInstant(),
                row.getOffsetDateTime(5).toInstant(),
                row.getString(6),
                headers(row.getString(7)),
                body == null ? null : body.getBytes(),
                row.getString(9),
                row.getString(10),
                row.getString(11));
    }

    private static Map<String, String> headers(String json) {
        try {
            Map<String, String> headers =
                    Json.MAPPER.readValue(json, new TypeReference<LinkedHashMap<String, String>>() {});
            headers.keySet().removeIf(name -> name.startsWith(DeadLetters.HEADER));
            return headers;
        } catch (JsonProcessingException bug) {
            throw new IllegalStateException("A dead letter has unreadable headers", bug);
        }
    }
}
