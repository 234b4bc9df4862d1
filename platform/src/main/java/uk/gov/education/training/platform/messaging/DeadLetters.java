package uk.gov.education.training.platform.messaging;

import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.events.Topic;
import uk.gov.education.training.platform.observability.EventLog;
import uk.gov.education.training.platform.observability.RedactedErrors;

/**
 * Where records go that a service can't use: kept in its database and published, as they came, with the reason, the
 * exception and their origin in headers. A record is parked once, however often it is delivered.
 */
@ApplicationScoped
public class DeadLetters {

    /** What the headers begin with that a dead letter has more than the record had. */
    public static final String HEADER = "dead-letter-";

    // Below the max.message.bytes of the topics of dead letters, with room for what a broker adds.
    private static final int MOST_PUBLISHED = 8 * 1024 * 1024;
    private static final int LONGEST_CUT_KEY = 1_000;
    private static final int LONGEST_CUT_BODY = 1_000_000;

    private static final String PARK = """
            insert into dead_letters (topic, partition, "offset", written_at, key, headers, body, reason, detail, version)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
            on conflict do nothing""";

    private static final String OVERTAKE = """
            with overtaken as (
                update dead_letters set status = 'superseded'
                from unnest($2::text[], $3::int[], $4::bigint[], $5::bigint[], $7::timestamptz[])
                    as said (key, partition, "offset", version, written_at)
                join facts on facts.topic = $1 and facts.key = said.key and facts.version = said.version
                where dead_letters.topic = $1 and dead_letters.key = convert_to(said.key, 'UTF8') and status = 'waiting'
                    and case
                        when dead_letters.partition = said.partition then dead_letters."offset" < said."offset"
                        -- another producer's partitioner: offsets say nothing about which came first
                        when dead_letters.version is not null then dead_letters.version <= said.version
                        else dead_letters.written_at <= said.written_at
                    end
                returning id
            )
            insert into audit_log (subject, subject_id, action, actor, reason)
            select 'dead-letter', id, 'superseded', $6, 'A later event of the key has said more.' from overtaken""";
    private static final String SKIPPED = """
            with skipped as (
                update dead_letters set status = 'skipped'
                where topic = $1 and partition = $2 and "offset" = $3 and status = 'waiting' returning id
            )
            insert into audit_log (subject, subject_id, action, actor, reason)
            select 'dead-letter', id, 'skipped', $4, $5 from skipped""";
    private static final String SUPERSEDE = """
            insert into audit_log (subject, subject_id, action, actor, reason)
            select 'dead-letter', id, 'superseded', $3, 'The key has ended.' from (
                select id from dead_letters where topic = $1 and status = 'waiting'
                    and key in (select convert_to(key, 'UTF8') from unnest($2::text[]) as ended (key))
                for update
            ) as waiting""";
    private static final String ERASE = """
            update dead_letters set
                body = null,
                status = case status when 'waiting' then 'superseded' else status end
            where topic = $1 and key in (select convert_to(key, 'UTF8') from unnest($2::text[]) as ended (key))""";

    private final Outbox outbox;
    private final String service;

    DeadLetters(Outbox outbox, @ConfigProperty(name = "quarkus.application.name") String service) {
        this.outbox = outbox;
        this.service = service;
    }

    /** A record that can't be used, and why. */
    record DeadLetter(ConsumerRecord<String, byte[]> record, String reason, Throwable why) {

        /** The reason where the record can be read, and the rules or the database refuse it. */
        static final String REFUSED = "refused";

        private static final int LONGEST_DETAIL = 2_000;

        /** The same as a place only: what the record says is still on its topic. */
        DeadLetter withoutContent() {
            return new DeadLetter(
                    new ConsumerRecord<>(
                            record.topic(),
                            record.partition(),
                            record.offset(),
                            record.timestamp(),
                            record.timestampType(),
                            0,
                            0,
                            null,
                            null,
                            new RecordHeaders(),
                            Optional.empty()),
                    reason,
                    why);
        }

        /** What went wrong, without what the record says, and in text that a database and a header can hold. */
        String detail() {
            String detail = why instanceof InvalidRecord invalid ? invalid.getMessage() : RedactedErrors.inShort(why);
            return detail.substring(0, Math.min(LONGEST_DETAIL, detail.length()))
                    .replaceAll("[^ -~]", "?");
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
        OutboxRecord whole =
                new OutboxRecord(topic.deadLetters(service), record.key(), headers(letter), record.value());
        List<@Nullable Object> row = new ArrayList<>();
        row.add(record.topic());
        row.add(record.partition());
        row.add(record.offset());
        row.add(writtenAt(record));
        row.add(record.key() == null ? null : Buffer.buffer(KeyEncoding.bytes(record.key())));
        row.add(Outbox.headersJson(whole));
        row.add(record.value() == null ? null : Buffer.buffer(record.value()));
        row.add(letter.reason());
        row.add(letter.detail());
        row.add(CloudEvents.version(record));
        return tx.preparedQuery(PARK).execute(Tuple.wrap(row)).chain(rows -> {
            if (rows.rowCount() == 0) {
                return Uni.createFrom().voidItem();
            }
            EventLog.EventRef told = CloudEvents.told(record);
            EventLog.parked(
                    told,
                    "Dead letter: %s-%d@%d key=%s reason=%s"
                            .formatted(
                                    record.topic(), record.partition(), record.offset(), told.key(), letter.reason()));
            return outbox.add(tx, List.of(published(whole)));
        });
    }

    private static OffsetDateTime writtenAt(ConsumerRecord<?, ?> record) {
        return CloudEvents.writtenAt(record).atOffset(ZoneOffset.UTC);
    }

    /** A parked record was skipped, as somebody asked for: nobody waits for a decision about it. */
    Uni<Void> skipped(SqlConnection tx, ConsumerRecord<String, byte[]> record, SkipRequests.Skip skip) {
        return tx.preparedQuery(SKIPPED)
                .execute(Tuple.of(record.topic(), record.partition(), record.offset(), skip.by(), skip.reason()))
                .replaceWithVoid();
    }

    /** As it is published: what is beyond the size of any topic is cut there, and whole in the table. */
    private static OutboxRecord published(OutboxRecord whole) {
        if (whole.size() <= MOST_PUBLISHED) {
            return whole;
        }
        Map<String, String> headers = new LinkedHashMap<>(whole.headers());
        headers.keySet().removeIf(name -> !name.startsWith(HEADER));
        headers.put(HEADER + "cut", Long.toString(whole.size()));
        String key = whole.key();
        byte[] body = whole.body();
        return new OutboxRecord(
                whole.topic(),
                key == null ? null : key.substring(0, Math.min(LONGEST_CUT_KEY, key.length())),
                headers,
                body == null ? null : Arrays.copyOf(body, Math.min(LONGEST_CUT_BODY, body.length)));
    }

    /**
     * What was parked about keys of which a later record has been applied is of no use any more: that one carries all
     * that its owner knows.
     *
     * @param newest the batch's newest of each key
     * @param said the records that they came in
     */
    Uni<Void> overtake(
            SqlConnection tx,
            Topic<?, ?> topic,
            Map<String, FactsOfKey.StoredSnapshot> newest,
            Map<String, ConsumerRecord<String, byte[]>> said) {
        List<ConsumerRecord<String, byte[]>> records =
                newest.keySet().stream().map(said::get).toList();
        return tx.preparedQuery(OVERTAKE)
                .execute(Tuple.of(
                                topic.name(),
                                newest.keySet().toArray(String[]::new),
                                records.stream().map(ConsumerRecord::partition).toArray(Integer[]::new),
                                records.stream().map(ConsumerRecord::offset).toArray(Long[]::new),
                                newest.values().stream()
                                        .map(FactsOfKey.StoredSnapshot::version)
                                        .toArray(Long[]::new),
                                service)
                        .addArrayOfOffsetDateTime(
                                records.stream().map(DeadLetters::writtenAt).toArray(OffsetDateTime[]::new)))
                .replaceWithVoid();
    }

    /**
     * Keys have ended: what was parked about them is not to be applied any more, and its body may be somebody's data.
     */
    Uni<Void> end(SqlConnection tx, Topic<?, ?> topic, Collection<String> keys) {
        String[] ended = keys.toArray(String[]::new);
        return tx.preparedQuery(SUPERSEDE)
                .execute(Tuple.of(topic.name(), ended, service))
                .chain(() -> tx.preparedQuery(ERASE).execute(Tuple.of(topic.name(), ended)))
                .replaceWithVoid();
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
        headers.put(HEADER + "timestamp", CloudEvents.writtenAt(record).toString());
        return headers;
    }
}
