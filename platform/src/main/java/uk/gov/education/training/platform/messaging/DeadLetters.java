package uk.gov.education.training.platform.messaging;

import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.events.MessageTopic;
import uk.gov.education.training.events.ReportTopic;
import uk.gov.education.training.events.Topic;
import uk.gov.education.training.platform.observability.EventLog;

/**
 * Parks records that a service cannot use: stores them, and publishes them on a dead letter topic. Closes dead letters
 * that a later record supersedes. A record is parked once, however often it is delivered.
 */
@ApplicationScoped
public class DeadLetters {

    /** Prefix of the headers that only a dead letter has. */
    public static final String HEADER = "dead-letter-";

    private static final String PARK = """
            insert into dead_letters (topic, partition, "offset", written_at, key, headers, body, reason, detail, version)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
            on conflict do nothing""";

    private static final String SUPERSEDE = """
            with superseded as (
                update dead_letters set status = 'superseded'
                from unnest($2::text[], $3::int[], $4::bigint[], $5::bigint[], $7::timestamptz[])
                    as event (key, partition, "offset", version, written_at)
                join facts on facts.topic = $1 and facts.key = event.key and facts.version = event.version
                where dead_letters.topic = $1 and dead_letters.key = convert_to(event.key, 'UTF8') and status = 'waiting'
                    and case
                        when dead_letters.partition = event.partition then dead_letters."offset" < event."offset"
                        -- on different partitions (another producer's partitioner), offsets do not tell which came first
                        when dead_letters.version is not null then dead_letters.version <= event.version
                        else dead_letters.written_at <= event.written_at
                    end
                returning id
            )
            insert into audit_log (subject, subject_id, action, actor, reason)
            select 'dead-letter', id, 'superseded', $6, 'A later event of the key was applied.' from superseded""";
    private static final String SKIPPED = """
            with skipped as (
                update dead_letters set status = 'skipped'
                where topic = $1 and partition = $2 and "offset" = $3 and status = 'waiting' returning id
            )
            insert into audit_log (subject, subject_id, action, actor, reason)
            select 'dead-letter', id, 'skipped', $4, $5 from skipped""";
    private static final String SUPERSEDE_OF_TOMBSTONED = """
            insert into audit_log (subject, subject_id, action, actor, reason)
            select 'dead-letter', id, 'superseded', $3, 'The key was deleted by a tombstone.' from (
                select id from dead_letters where topic = $1 and status = 'waiting'
                    and key in (select convert_to(key, 'UTF8') from unnest($2::text[]) as tombstoned (key))
                for update
            ) as waiting""";
    private static final String ERASE = """
            update dead_letters set
                body = null,
                status = case status when 'waiting' then 'superseded' else status end
            where topic = $1 and key in (select convert_to(key, 'UTF8') from unnest($2::text[]) as tombstoned (key))""";

    private final Outbox outbox;
    private final String service;

    DeadLetters(Outbox outbox, @ConfigProperty(name = "quarkus.application.name") String service) {
        this.outbox = outbox;
        this.service = service;
    }

    /**
     * Parks a record of a topic of reports.
     *
     * @param withContent false if the database can't store its content
     */
    public Uni<Void> park(
            SqlConnection tx,
            ReportTopic<?, ?> topic,
            ConsumerRecord<String, byte[]> record,
            InvalidRecord why,
            boolean withContent) {
        DeadLetter letter = new DeadLetter(record, why.reason(), why);
        return park(tx, topic, withContent ? letter : letter.withoutContent());
    }

    Uni<Void> park(SqlConnection tx, Topic<?, ?> topic, List<DeadLetter> letters) {
        Uni<Void> parked = Uni.createFrom().voidItem();
        for (DeadLetter letter : letters) {
            parked = parked.chain(() -> park(tx, topic, letter));
        }
        return parked;
    }

    private Uni<Void> park(SqlConnection tx, MessageTopic topic, DeadLetter letter) {
        ConsumerRecord<String, byte[]> record = letter.record();
        OutboxRecord whole = letter.whole(topic, service);
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
            EventLog.EventRef ref = CloudEvents.eventRef(record);
            EventLog.parked(
                    ref,
                    "Dead letter: %s-%d@%d key=%s reason=%s"
                            .formatted(
                                    record.topic(), record.partition(), record.offset(), ref.key(), letter.reason()));
            return outbox.add(tx, List.of(DeadLetter.published(whole)));
        });
    }

    private static OffsetDateTime writtenAt(ConsumerRecord<?, ?> record) {
        return CloudEvents.writtenAt(record).atOffset(ZoneOffset.UTC);
    }

    /** Closes a parked record that operations asked to skip. */
    Uni<Void> skipped(SqlConnection tx, ConsumerRecord<String, byte[]> record, SkipRequests.Skip skip) {
        return tx.preparedQuery(SKIPPED)
                .execute(Tuple.of(record.topic(), record.partition(), record.offset(), skip.by(), skip.reason()))
                .replaceWithVoid();
    }

    /**
     * Marks dead letters as superseded if a later event of their key was applied: it carries all that the owner knows.
     *
     * @param newest the batch's newest snapshot of each key
     * @param lastPerKey the records of these snapshots
     */
    Uni<Void> supersede(
            SqlConnection tx,
            Topic<?, ?> topic,
            Map<String, FactsOfKey.StoredSnapshot> newest,
            Map<String, ConsumerRecord<String, byte[]>> lastPerKey) {
        List<ConsumerRecord<String, byte[]>> records =
                newest.keySet().stream().map(lastPerKey::get).toList();
        return tx.preparedQuery(SUPERSEDE)
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

    /** Marks the dead letters of deleted keys as superseded, and erases their bodies, which may hold personal data. */
    Uni<Void> tombstone(SqlConnection tx, Topic<?, ?> topic, Collection<String> keys) {
        String[] tombstoned = keys.toArray(String[]::new);
        return tx.preparedQuery(SUPERSEDE_OF_TOMBSTONED)
                .execute(Tuple.of(topic.name(), tombstoned, service))
                .chain(() -> tx.preparedQuery(ERASE).execute(Tuple.of(topic.name(), tombstoned)))
                .replaceWithVoid();
    }
}
