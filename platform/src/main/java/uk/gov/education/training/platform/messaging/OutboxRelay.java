package uk.gov.education.training.platform.messaging;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import uk.gov.education.training.platform.messaging.RelayBackoff.TopicKey;
import uk.gov.education.training.platform.observability.RedactedErrors;

/**
 * Publishes the rows of the {@link Outbox}, those of each key in order, and deletes a row after the broker has
 * acknowledged it. Reads all pending rows, not rows after a cursor, so a late commit is never skipped. Several
 * instances share the work: one transaction at a time holds a shard's advisory lock.
 *
 * <p>A crash between acknowledgement and deletion publishes a record twice; its version makes that harmless.
 */
@ApplicationScoped
public class OutboxRelay {

    private static final Logger LOG = Logger.getLogger(OutboxRelay.class);
    private static final int BATCH = 500;
    private static final int ADVISORY_LOCKS = 0x0B0C;
    private static final long IDLE_MILLIS = 100;
    private static final Duration DRAIN_TIMEOUT = Duration.ofSeconds(60);
    // On shutdown, waits for acknowledgements; not for long if the broker is unavailable.
    private static final Duration FINISH_TIMEOUT = Duration.ofSeconds(1);
    private static final Duration INTERRUPT_TIMEOUT = Duration.ofSeconds(1);

    private static final String LOCK_SHARDS =
            "select shard from generate_series(0, $1) shard where pg_try_advisory_xact_lock($2, shard)";
    private static final String PENDING =
            "select id, topic, key, headers, body from outbox where shard = any($1) order by id limit $2";
    // A separate statement, because with an empty $3 the planner would expect few rows and scan the whole table.
    private static final String PENDING_WITHOUT_SKIPPED = """
            select id, topic, key, headers, body from outbox
            where shard = any($1) and topic <> all($3) and not exists (
                select from unnest($4::text[], $5::bytea[]) as skipped (topic, key)
                where skipped.topic = outbox.topic and skipped.key = coalesce(outbox.key, ''))
            order by id limit $2""";
    private static final String DELETE = "delete from outbox where id = any($1)";

    private final Pool pool;
    private final Outbox outbox;
    private final DatabaseMigration databaseMigration;
    private final KafkaTopics topics;
    private final EventMetrics eventMetrics;
    private final Map<String, Object> kafka;
    private final boolean enabled;
    private final RelayBackoff relayBackoff = new RelayBackoff();

    private volatile boolean stopping;
    private Thread thread = Thread.currentThread();

    OutboxRelay(
            Pool pool,
            Outbox outbox,
            DatabaseMigration databaseMigration,
            KafkaTopics topics,
            EventMetrics eventMetrics,
            @Identifier("default-kafka-broker") Map<String, Object> kafka,
            @ConfigProperty(name = "training.outbox.relay-enabled", defaultValue = "true") boolean enabled) {
        this.pool = pool;
        this.outbox = outbox;
        this.databaseMigration = databaseMigration;
        this.topics = topics;
        this.eventMetrics = eventMetrics;
        this.kafka = kafka;
        this.enabled = enabled;
    }

    void onStart(@Observes StartupEvent start) {
        if (enabled) {
            thread = Thread.ofPlatform().name("outbox-relay").start(this::run);
        }
    }

    void onStop(@Observes ShutdownEvent stop) throws InterruptedException {
        stopping = true;
        if (enabled) {
            outbox.wake();
            if (!thread.join(FINISH_TIMEOUT)) {
                thread.interrupt();
                thread.join(INTERRUPT_TIMEOUT);
            }
        }
    }

    private void run() {
        while (!stopping) {
            try {
                databaseMigration.ready().await().indefinitely();
                topics.createMissing();
                publishUntilStopped();
            } catch (InterruptedException stop) {
                return;
            } catch (ExecutionException | RuntimeException failure) {
                if (!stopping) {
                    LOG.warnf("Outbox publishing failed, retrying: %s", RedactedErrors.inShort(failure));
                    pause();
                }
            }
        }
    }

    private void publishUntilStopped() throws InterruptedException {
        try (RelayProducer producer = new RelayProducer(kafka, relayBackoff, eventMetrics)) {
            while (!stopping) {
                int published =
                        pool.withTransaction(tx -> drain(tx, producer)).await().atMost(DRAIN_TIMEOUT);
                if (published < BATCH) {
                    outbox.await(IDLE_MILLIS);
                }
            }
        }
    }

    private Uni<Integer> drain(SqlConnection tx, RelayProducer producer) {
        return tx.preparedQuery(LOCK_SHARDS)
                .execute(Tuple.of(OutboxRecord.SHARDS - 1, ADVISORY_LOCKS))
                .map(rows -> Rows.list(rows, row -> row.getInteger(0)).toArray(Integer[]::new))
                .chain(shards -> pending(tx, shards))
                .map(rows -> Rows.list(rows))
                .chain(pending -> pending.isEmpty() ? Uni.createFrom().item(0) : publish(tx, producer, pending));
    }

    private Uni<RowSet<Row>> pending(SqlConnection tx, Integer[] shards) {
        return relayBackoff.isEmpty()
                ? tx.preparedQuery(PENDING).execute(Tuple.of(shards, BATCH))
                : tx.preparedQuery(PENDING_WITHOUT_SKIPPED).execute(relayBackoff.parameters(shards, BATCH));
    }

    private Uni<Integer> publish(SqlConnection tx, RelayProducer producer, List<Row> pending) {
        return Uni.createFrom()
                .completionStage(() -> producer.publish(pending))
                .invoke(published -> skipRejectingTopics(pending, published))
                .chain(published -> tx.preparedQuery(DELETE).execute(Tuple.of(published.toArray(Long[]::new))))
                .replaceWith(pending.size());
    }

    /** Skips a topic that rejected all of its records in a full batch, so that it does not block the others. */
    private void skipRejectingTopics(List<Row> pending, List<Long> published) {
        if (pending.size() == BATCH) {
            Set<Long> acknowledged = Set.copyOf(published);
            relayBackoff.recordBatch(
                    pending.stream().map(TopicKey::of).toList(),
                    pending.stream()
                            .filter(row -> acknowledged.contains(row.getLong(0)))
                            .map(TopicKey::of)
                            .toList());
        }
    }

    private static void pause() {
        try {
            Thread.sleep(1_000);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }
}
