package uk.gov.education.training.events.delivery;

import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import uk.gov.education.training.events.Topic;

/**
 * Where records go that a service can't use: kept in its database and published, as they came, with the reason, the
 * exception and their origin in headers. A record is parked once, however often it is delivered.
 */
@ApplicationScoped
public class DeadLetters {

    private static final Logger LOG = Logger.getLogger(DeadLetters.class);
    private static final String HEADER = "dead-letter-";
    private static final String PARK = """
            insert into dead_letters (topic, partition, "offset", written_at, key, headers, body, reason, detail)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
            on conflict do nothing""";

    private final Outbox outbox;
    private final String service;

    DeadLetters(Outbox outbox, @ConfigProperty(name = "quarkus.application.name") String service) {
        this.outbox = outbox;
        this.service = service;
    }

    /** A record that can't be used, and why. */
    record DeadLetter(ConsumerRecord<String, byte[]> record, String reason, Throwable why) {

        /** What went wrong; an exception of ours never quotes the body. */
        String detail() {
            return why.getMessage() == null ? why.getClass().getSimpleName() : why.getMessage();
        }
    }

    Uni<Void> park(SqlConnection tx, Topic<?, ?> topic, List<DeadLetter> letters) {
        Uni<Void> parked = Uni.createFrom().voidItem();
        for (DeadLetter letter : letters) {
            parked = parked.chain(() -> park(tx, topic, letter));
        }
        return parked;
    }

    private Uni<Void> park(SqlConnection tx, Topic<?, ?> topic, DeadLetter letter) {
        ConsumerRecord<String, byte[]> record = letter.record();
        OutboxRecord published =
                new OutboxRecord(topic.deadLetters(service), record.key(), headers(letter), record.value());
        List<Object> row = new ArrayList<>();
        row.add(record.topic());
        row.add(record.partition());
        row.add(record.offset());
        row.add(Instant.ofEpochMilli(record.timestamp()).atOffset(ZoneOffset.UTC));
        row.add(record.key());
        row.add(Outbox.headersJson(published));
        row.add(record.value() == null ? null : Buffer.buffer(record.value()));
        row.add(letter.reason());
        row.add(letter.detail());
        return tx.preparedQuery(PARK).execute(Tuple.wrap(row)).chain(rows -> {
            if (rows.rowCount() == 0) {
                return Uni.createFrom().voidItem();
            }
            LOG.warnf(
                    "Dead letter: %s-%d@%d key=%s reason=%s",
                    record.topic(), record.partition(), record.offset(), record.key(), letter.reason());
            return outbox.add(tx, List.of(published));
        });
    }

    private Map<String, String> headers(DeadLetter letter) {
        ConsumerRecord<String, byte[]> record = letter.record();
        Map<String, String> headers = new LinkedHashMap<>(CloudEvents.headers(record));
        // A replayed record that fails again tells of this failure, not of the last.
        headers.keySet().removeIf(name -> name.startsWith(HEADER));
        headers.put(HEADER + "reason", letter.reason());
        headers.put(HEADER + "detail", letter.detail());
        headers.put(HEADER + "exception", letter.why().getClass().getName());
        headers.put(HEADER + "consumer", service);
        headers.put(HEADER + "topic", record.topic());
        headers.put(HEADER + "partition", Integer.toString(record.partition()));
        headers.put(HEADER + "offset", Long.toString(record.offset()));
        headers.put(
                HEADER + "timestamp", Instant.ofEpochMilli(record.timestamp()).toString());
        return headers;
    }
}
