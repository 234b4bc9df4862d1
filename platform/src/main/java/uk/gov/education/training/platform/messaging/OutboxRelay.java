package uk.gov.education.training.platform.messaging;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import io.opentelemetry.api.trace.Span;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import uk.gov.education.training.events.Json;
import uk.gov.education.training.platform.messaging.RelayBackoff.DamagedRow;
import uk.gov.education.training.platform.messaging.RelayBackoff.Place;
import uk.gov.education.training.platform.observability.EventLog;
import uk.gov.education.training.platform.observability.RedactedErrors;

/**
 * Publishes what waits in the {@link Outbox}, each key's records in order, and deletes a record only after the broker
 * has acknowledged it. It works through whatever waits, not from a cursor, so a late commit is never skipped. Several
 * instances share the work: a shard's advisory lock belongs to one transaction at a time.
 *
 * <p>A crash between the acknowledgement and the deletion publishes a record twice; its version makes that harmless.
 */
@ApplicationScoped
public class OutboxRelay {

    private static final Logger LOG = Logger.getLogger(OutboxRelay.class);
    private static final int BATCH = 500;
    private static final int ADVISORY_LOCKS = 0x0B0C;
    private static final long IDLE_MILLIS = 100;
    private static final Duration DRAIN_LIMIT = Duration.ofSeconds(60);
    // At the end, what has been sent is waited for; while the broker is away, not for long.
    private static final Duration FINISHES_WITHIN = Duration.ofSeconds(1);
    private static final Duration ENDS_WITHIN = Duration.ofSeconds(1);
    private static final Duration CLOSES_WITHIN = Duration.ofMillis(500);

    private static final String LOCK_SHARDS =
            "select shard from generate_series(0, $1) shard where pg_try_advisory_xact_lock($2, shard)";
    private static final String WAITING =
            "select id, topic, key, headers, body from outbox where shard = any($1) order by id limit $2";
    // A statement of its own: of an empty $3 the planner would expect to leave out nearly all, and read the whole
    // table.
    private static final String WAITING_FOR_OTHERS = """
            select id, topic, key, headers, body from outbox
            where shard = any($1) and topic <> all($3) and not exists (
                select from unnest($4::text[], $5::bytea[]) as place (topic, key)
                where place.topic = outbox.topic and place.key = coalesce(outbox.key, ''))
            order by id limit $2""";
    private static final String PUBLISHED = "delete from outbox where id = any($1)";

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
            if (!thread.join(FINISHES_WITHIN)) {
                thread.interrupt();
                thread.join(ENDS_WITHIN);
            }
        }
    }

    private void run() {
        while (!stopping) {
            try {
                databaseMigration.ready().await().indefinitely();
                topics.createAbsent();
                publishUntilStopped();
            } catch (InterruptedException stop) {
                return;
            } catch (ExecutionException | RuntimeException passing) {
                if (!stopping) {
                    LOG.warnf("Publishing waits: %s", RedactedErrors.inShort(passing));
                    pause();
                }
            }
        }
    }

    private void publishUntilStopped() throws InterruptedException {
        KafkaProducer<byte[], byte[]> producer = producer();
        try {
            while (!stopping) {
                int published =
                        pool.withTransaction(tx -> drain(tx, producer)).await().atMost(DRAIN_LIMIT);
                if (published < BATCH) {
                    outbox.await(IDLE_MILLIS);
                }
            }
        } finally {
            close(producer);
        }
    }

    /** In order even when this thread is told to end at once. */
    private static void close(KafkaProducer<byte[], byte[]> producer) {
        boolean interrupted = Thread.interrupted();
        producer.close(CLOSES_WITHIN);
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private Uni<Integer> drain(SqlConnection tx, KafkaProducer<byte[], byte[]> producer) {
        return tx.preparedQuery(LOCK_SHARDS)
                .execute(Tuple.of(OutboxRecord.SHARDS - 1, ADVISORY_LOCKS))
                .map(rows -> {
                    List<Integer> shards = new ArrayList<>();
                    rows.forEach(row -> shards.add(row.getInteger(0)));
                    return shards.toArray(Integer[]::new);
                })
                .chain(shards -> waiting(tx, shards))
                .chain(rows -> {
                    if (rows.size() == 0) {
                        return Uni.createFrom().item(0);
                    }
                    List<Row> waiting = new ArrayList<>();
                    rows.forEach(waiting::add);
                    return Uni.createFrom()
                            .completionStage(() -> publish(producer, waiting))
                            .invoke(published -> leaveOut(waiting, published))
                            .chain(published ->
                                    tx.preparedQuery(PUBLISHED).execute(Tuple.of(published.toArray(Long[]::new))))
                            .replaceWith(waiting.size());
                });
    }

    private void leaveOut(List<Row> waiting, List<Long> published) {
        if (waiting.size() == BATCH) {
            Set<Long> acknowledged = Set.copyOf(published);
            relayBackoff.batch(
                    waiting.stream().map(Place::of).toList(),
                    waiting.stream()
                            .filter(row -> acknowledged.contains(row.getLong(0)))
                            .map(Place::of)
                            .toList());
        }
    }

    private Uni<RowSet<Row>> waiting(SqlConnection tx, Integer[] shards) {
        return relayBackoff.isEmpty()
                ? tx.preparedQuery(WAITING).execute(Tuple.of(shards, BATCH))
                : tx.preparedQuery(WAITING_FOR_OTHERS).execute(relayBackoff.parameters(shards, BATCH));
    }

    /**
     * Sends in order and waits for every acknowledgement. After a failure nothing later of the same key counts as
     * published: it is sent again, behind the one that failed.
     */
    private CompletionStage<List<Long>> publish(KafkaProducer<byte[], byte[]> producer, List<Row> waiting) {
        return CompletableFuture.supplyAsync(
                () -> {
                    List<Sent> sent =
                            waiting.stream().map(row -> send(producer, row)).toList();
                    producer.flush();
                    List<Long> published = new ArrayList<>();
                    Set<Place> failed = new HashSet<>();
                    for (Sent each : sent) {
                        try {
                            each.acknowledgement().get();
                            each.told();
                            eventMetrics.published(each.event().topic());
                            if (!failed.contains(each.place())) {
                                published.add(each.id());
                            }
                        } catch (ExecutionException failure) {
                            relayBackoff.failed(each.place(), failure.getCause());
                            if (failed.add(each.place())) {
                                LOG.errorf(
                                        "Not published, stays in the outbox: %s: %s",
                                        EventLog.place(each.event()), RedactedErrors.inShort(failure.getCause()));
                            }
                        } catch (InterruptedException stop) {
                            Thread.currentThread().interrupt();
                            break;
                        }
                    }
                    return published;
                },
                Thread::startVirtualThread);
    }

    /** A record on its way. Its span ends where it has been acknowledged; what failed is sent again, as another. */
    private record Sent(
            long id, Place place, EventLog.EventRef event, Span span, Future<RecordMetadata> acknowledgement) {

        void told() {
            span.end();
            EventLog.published(event, span.getSpanContext());
        }
    }

    private static Sent send(KafkaProducer<byte[], byte[]> producer, Row row) {
        Place place = Place.of(row);
        try {
            return send(producer, row, place, headers(row.getString(3)));
        } catch (DamagedRow | KafkaException refused) {
            return new Sent(
                    row.getLong(0),
                    place,
                    new EventLog.EventRef(place.topic(), place.key(), null, null),
                    Span.getInvalid(),
                    CompletableFuture.failedFuture(refused));
        }
    }

    private static Sent send(
            KafkaProducer<byte[], byte[]> producer, Row row, Place place, Map<String, String> headers) {
        EventLog.EventRef event = new EventLog.EventRef(
                place.topic(), place.key(), headers.get(CloudEvents.ID), headers.get(CloudEvents.TYPE));
        Span span = Traces.publishing(event, headers.get(CloudEvents.TRACEPARENT));
        if (span.getSpanContext().isValid()) {
            headers.put(CloudEvents.TRACEPARENT, Traces.traceparent(span.getSpanContext()));
        }
        return new Sent(row.getLong(0), place, event, span, producer.send(record(row, headers)));
    }

    private static ProducerRecord<byte[], byte[]> record(Row row, Map<String, String> headers) {
        Buffer key = row.getBuffer(2);
        Buffer body = row.getBuffer(4);
        ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(
                row.getString(1), key == null ? null : key.getBytes(), body == null ? null : body.getBytes());
        headers.forEach((name, value) -> record.headers().add(name, value.getBytes(ISO_8859_1)));
        return record;
    }

    private static Map<String, String> headers(String json) {
        try {
            return Json.MAPPER.readValue(json, new TypeReference<>() {});
        } catch (JsonProcessingException bug) {
            throw new DamagedRow(bug);
        }
    }

    private KafkaProducer<byte[], byte[]> producer() {
        Map<String, Object> config = new HashMap<>(kafka);
        config.put(ProducerConfig.ACKS_CONFIG, "all");
        config.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        config.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
        config.put(ProducerConfig.BATCH_SIZE_CONFIG, 64 * 1024);
        config.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, 16 * 1024 * 1024);
        config.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 40_000);
        config.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 20_000);
        config.put(ProducerConfig.METADATA_MAX_AGE_CONFIG, 10_000);
        return new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
    }

    private static void pause() {
        try {
            Thread.sleep(1_000);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }
}
