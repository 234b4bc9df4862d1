package uk.gov.education.training.platform.operations.skips;

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
import uk.gov.education.training.platform.messaging.Rows;
import uk.gov.education.training.platform.messaging.SkipRequests;
import uk.gov.education.training.platform.messaging.TopicLog;
import uk.gov.education.training.platform.messaging.TopicSubscription;
import uk.gov.education.training.platform.messaging.Transactions;
import uk.gov.education.training.platform.operations.audit.AuditLog;
import uk.gov.education.training.platform.operations.audit.AuditLog.Subject;
import uk.gov.education.training.platform.operations.audit.Listed;
import uk.gov.education.training.platform.web.ApiException;
import uk.gov.education.training.platform.web.ApiException.Problem;
import uk.gov.education.training.platform.web.Caller;
import uk.gov.education.training.platform.web.Page;
import uk.gov.education.training.platform.web.PathUuid;

/** Requests that a record be skipped, and looks requests up. */
@ApplicationScoped
class RequestSkip {

    private static final String REQUEST = """
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
    private static final String OPEN =
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
            Pool pool,
            Transactions transactions,
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

    /** The position of a record. */
    record RecordPosition(String topic, int partition, long offset) {

        private String text() {
            return topic + "-" + partition + "@" + offset;
        }

        private Tuple tuple() {
            return Tuple.of(topic, partition, offset);
        }
    }

    /**
     * Requests that a record be skipped. An earlier open request for the same record is returned instead.
     *
     * @throws ApiException if this service does not read the record, or has read it
     */
    Uni<Skip> request(RecordPosition position, String reason, Caller caller) {
        Topic<?, ?> topic = readers.stream()
                .map(TopicSubscription::topic)
                .filter(read -> read.name().equals(position.topic()))
                .findFirst()
                .orElseThrow(() -> ApiException.invalid("topic", "This service reads no topic of this name."));
        return requireUnread(topic, position)
                .chain(() -> auditLog.actor(pool, caller))
                .chain(actor -> transactions.inTransaction(tx -> request(tx, position, reason, actor)))
                .call(skipRequests::reload);
    }

    private Uni<Skip> request(SqlConnection tx, RecordPosition position, String reason, String actor) {
        return tx.preparedQuery(PARKED)
                .execute(position.tuple())
                .invoke(parked -> {
                    if (parked.size() > 0) {
                        throw ApiException.conflict(
                                "offset", "This record is already a dead letter and blocks nothing.");
                    }
                })
                .chain(() -> tx.preparedQuery(REQUEST)
                        .execute(Tuple.of(position.topic(), position.partition(), position.offset(), actor, reason)))
                .call(added -> added.size() == 0
                        ? Uni.createFrom().voidItem()
                        : auditLog.record(
                                tx,
                                Subject.SKIP,
                                added.iterator().next().getUUID(0),
                                "requested",
                                actor,
                                reason,
                                position.text(),
                                false))
                .chain(() -> tx.preparedQuery(OPEN).execute(position.tuple()))
                .map(rows -> skip(rows.iterator().next()));
    }

    private Uni<Void> requireUnread(Topic<?, ?> topic, RecordPosition position) {
        var context = Vertx.currentContext();
        Uni<Void> checked = Uni.createFrom()
                .<Void>item(() -> {
                    checkUnread(topic, position);
                    return null;
                })
                .runSubscriptionOn(Infrastructure.getDefaultExecutor())
                .onFailure(KafkaException.class)
                .transform(unavailable -> new ApiException(
                        503,
                        List.of(new Problem(
                                "service",
                                "Kafka does not answer, so the service can't check whether the record is there. Try again in a"
                                        + " moment."))));
        return context == null ? checked : checked.emitOn(work -> context.runOnContext(work));
    }

    private void checkUnread(Topic<?, ?> topic, RecordPosition position) {
        try (TopicLog.Reading topicLog = log.open()) {
            TopicPartition partition = new TopicPartition(topic.name(), position.partition());
            if (!topicLog.partitions(topic).contains(partition)) {
                throw ApiException.invalid("partition", "The topic has no partition with this number.");
            }
            if (topicLog.ends(Set.of(partition)).of(partition) <= position.offset()) {
                throw ApiException.invalid("offset", "There is no record at this offset yet.");
            }
            if (topicLog.readByService(Set.of(partition)).of(partition) > position.offset()) {
                throw ApiException.conflict("offset", "This service has already read this record.");
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
        return Rows.list(rows, RequestSkip::skip);
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
