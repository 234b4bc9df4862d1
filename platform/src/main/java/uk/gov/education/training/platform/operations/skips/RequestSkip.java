package uk.gov.education.training.platform.operations.skips;

import uk.gov.education.training.platform.messaging.Rows;
import uk.gov.education.training.platform.messaging.Transactions;
import io.quarkus.arc.All;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.events.Topic;
import uk.gov.education.training.platform.messaging.SkipRequests;
import uk.gov.education.training.platform.messaging.TopicLog;
import uk.gov.education.training.platform.messaging.TopicSubscription;
import uk.gov.education.training.platform.operations.audit.AuditLog;
import uk.gov.education.training.platform.operations.audit.AuditLog.Subject;
import uk.gov.education.training.platform.operations.audit.Listed;
import uk.gov.education.training.platform.web.ApiException;
import uk.gov.education.training.platform.web.ApiException.Problem;
import uk.gov.education.training.platform.web.Caller;
import uk.gov.education.training.platform.web.Page;
import uk.gov.education.training.platform.web.PathUuid;

/** Lets somebody ask that a record be skipped, and tells what became of it. */
@ApplicationScoped
class RequestSkip {

    private static final String ASK = """
            insert into skips (topic, partition, "offset", actor, reason) values ($1, $2, $3, $4, $5)
            on conflict (topic, partition, "offset") where skipped_at is null do nothing returning id""";
    private static final String PARKED =
            "select from dead_letters where topic = $1 and partition = $2 and \"offset\" = $3";
    private static final String SKIPS = """
            select id, topic, partition, "offset", actor, reason, requested_at, skipped_at, (
                select id from dead_letters as letter
                where skips.skipped_at is not null and letter.topic = skips.topic
                    and letter.partition = skips.partition and letter."offset" = skips."offset"
                order by parked_at desc limit 1) as dead_letter_id
            from skips\s""";
    private static final String ONE = SKIPS + "where id = $1";
    private static final String WAITING =
            SKIPS + "where topic = $1 and partition = $2 and \"offset\" = $3 and skipped_at is null";
    private static final String PAGE = SKIPS + "order by requested_at desc, id offset $1 limit $2";
    private static final String COUNT = "select count(*) from skips";

    private final Pool pool;
    private final Transactions transactions;
    private final List<TopicSubscription> readers;
    private final TopicLog log;
    private final SkipRequests skipRequests;
    private final AuditLog auditLog;

    RequestSkip(
            Pool pool, Transactions transactions,
            @All List<TopicSubscription> readers,
            TopicLog log,
            SkipRequests skipRequests,
            AuditLog auditLog) {
        this.pool = pool;
        this.transactions = transactions;
        this.readers = readers;
        this.log = log;
        this.skipRequests = skipRequests;
        this.auditLog = auditLog;
    }

    /** Where a record is. */
    record Place(String topic, int partition, long offset) {

        private String text() {
            return topic + "-" + partition + "@" + offset;
        }

        private Tuple tuple() {
            return Tuple.of(topic, partition, offset);
        }
    }

    /**
     * Asks for a record to be skipped; if that was asked for already, it stands.
     *
     * @throws Refusal if this service does not read the record, or has done with it
     */
    Uni<Skip> ask(Place place, String reason, Caller caller) {
        Topic<?, ?> topic = readers.stream()
                .map(TopicSubscription::topic)
                .filter(read -> read.name().equals(place.topic()))
                .findFirst()
                .orElseThrow(() -> ApiException.invalid("topic", "This service reads no topic of this name."));
        return requireUnread(topic, place)
                .chain(() -> auditLog.nameOf(pool, caller))
                .chain(by -> transactions.inTransaction(tx -> ask(tx, place, reason, by)))
                .call(skipRequests::reload);
    }

    private Uni<Skip> ask(SqlConnection tx, Place place, String reason, String by) {
        return tx.preparedQuery(PARKED)
                .execute(place.tuple())
                .invoke(parked -> {
                    if (parked.size() > 0) {
                        throw ApiException.conflict(
                                "offset", "This record is in the dead letters already, and keeps nothing waiting.");
                    }
                })
                .chain(() -> tx.preparedQuery(ASK)
                        .execute(Tuple.of(place.topic(), place.partition(), place.offset(), by, reason)))
                .call(asked -> asked.size() == 0
                        ? Uni.createFrom().voidItem()
                        : auditLog.record(
                                tx,
                                Subject.SKIP,
                                asked.iterator().next().getUUID(0),
                                "requested",
                                by,
                                reason,
                                place.text(),
                                false))
                .chain(() -> tx.preparedQuery(WAITING).execute(place.tuple()))
                .map(rows -> skip(rows.iterator().next()));
    }

    private Uni<Void> requireUnread(Topic<?, ?> topic, Place place) {
        var context = Vertx.currentContext();
        Uni<Void> looked = Uni.createFrom()
                .<Void>item(() -> {
                    look(topic, place);
                    return null;
                })
                .runSubscriptionOn(Infrastructure.getDefaultExecutor())
                .onFailure(KafkaException.class)
                .transform(away -> new ApiException(
                        503,
                        List.of(new Problem(
                                "service",
                                "The Kafka broker does not answer, and without it nobody can tell whether the record"
                                        + " is there. Try again in a moment."))));
        return context == null ? looked : looked.emitOn(work -> context.runOnContext(work));
    }

    private void look(Topic<?, ?> topic, Place place) {
        try (TopicLog.Reading reading = log.open()) {
            TopicPartition partition = new TopicPartition(topic.name(), place.partition());
            if (!reading.partitions(topic).contains(partition)) {
                throw ApiException.invalid("partition", "The topic has no partition of this number.");
            }
            if (reading.ends(Set.of(partition)).of(partition) <= place.offset()) {
                throw ApiException.invalid("offset", "There is no record at this offset yet.");
            }
            if (reading.readByService(Set.of(partition)).of(partition) > place.offset()) {
                throw ApiException.conflict("offset", "This service has read this record, and all before it.");
            }
        }
    }

    Uni<Skip> find(String id) {
        UUID known = PathUuid.of(id, RequestSkip::unknown);
        return pool.preparedQuery(ONE).execute(Tuple.of(known)).map(rows -> {
            if (rows.size() == 0) {
                throw unknown();
            }
            return skip(rows.iterator().next());
        });
    }

    Uni<Listed<Skip>> page(Page page) {
        return pool.preparedQuery(PAGE)
                .execute(Tuple.of(page.offset(), page.size()))
                .chain(rows -> count(pool).map(total -> Listed.of(all(rows), total, page)));
    }

    private static Uni<Long> count(SqlClient db) {
        return db.query(COUNT).execute().map(rows -> rows.iterator().next().getLong(0));
    }

    private static List<Skip> all(RowSet<Row> rows) {
        return Rows.list(rows, row -> skip(row));
    }

    private static Skip skip(Row row) {
        @Nullable OffsetDateTime skippedAt = row.getOffsetDateTime(7);
        return new Skip(
                row.getUUID(0),
                row.getString(1),
                row.getInteger(2),
                row.getLong(3),
                skippedAt == null ? "requested" : "skipped",
                row.getString(4),
                row.getString(5),
                row.getOffsetDateTime(6).toInstant(),
                skippedAt == null ? null : skippedAt.toInstant(),
                row.getUUID(8));
    }

    private static ApiException unknown() {
        return ApiException.notFound("id", "There is no such skip.");
    }
}
