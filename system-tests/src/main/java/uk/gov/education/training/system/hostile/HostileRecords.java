package uk.gov.education.training.system.hostile;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import uk.gov.education.training.events.Topic;
import uk.gov.education.training.events.Topics;
import uk.gov.education.training.launcher.Service;
import uk.gov.education.training.system.LoadGenerator;

/** Publishes hostile records and keeps their offsets. */
final class HostileRecords implements AutoCloseable {

    static final String REJECTED = "rejected by the broker";

    /** Kinds per round for the dead-letter topics, which no service consumes. */
    private static final int DEAD_LETTER_KINDS = 8;

    private static final long ACK_TIMEOUT_SECONDS = 120;
    private static final int MEGABYTES = 1024 * 1024;

    private final KafkaProducer<byte[], byte[]> producer;
    private final List<RecordKind> kinds;
    private final long seed;
    private final long pauseMillis;
    private final List<PublishedRecord> published = new ArrayList<>();
    private int round;

    /**
     * A record that the broker accepted.
     *
     * @param key as consumers read it
     * @param version in its message
     * @param isTombstone whether it has no value
     */
    record PublishedRecord(
            RecordKind kind, String topic, String position, String key, long version, boolean isTombstone) {

        static PublishedRecord of(RecordKind kind, RecordDraft recordDraft, RecordMetadata metadata) {
            byte[] key = recordDraft.key;
            return new PublishedRecord(
                    kind,
                    metadata.topic(),
                    position(metadata.topic(), metadata.partition(), metadata.offset()),
                    key == null ? "" : new String(key, UTF_8),
                    recordDraft.version(),
                    recordDraft.value == null);
        }

        static String position(String topic, int partition, long offset) {
            return topic + "-" + partition + "@" + offset;
        }

        /** A topic and a key. */
        String topicAndKey() {
            return topic + " " + key;
        }
    }

    HostileRecords(String bootstrapServers, List<String> people, long seed, long pauseMillis) {
        this.producer = new KafkaProducer<>(
                Map.of(
                        "bootstrap.servers",
                        bootstrapServers,
                        "acks",
                        "all",
                        "max.request.size",
                        4 * MEGABYTES,
                        "max.block.ms",
                        60_000),
                new ByteArraySerializer(),
                new ByteArraySerializer());
        this.kinds = RecordKind.all(people);
        this.seed = seed;
        this.pauseMillis = pauseMillis;
    }

    List<PublishedRecord> published() {
        return List.copyOf(published);
    }

    /** One record of each kind on each topic, and of some kinds on the dead-letter topics. */
    void publishRound(OutcomeCounts rejected, List<String> topics) {
        round++;
        for (Topic<?, ?> topic : Topics.ALL) {
            for (RecordKind kind : kinds) {
                publish(kind, topic, topic.name(), rejected);
            }
            List<String> deadLetterTopics = deadLetterTopicsOf(topic, topics);
            for (int i = 0; i < DEAD_LETTER_KINDS && !deadLetterTopics.isEmpty(); i++) {
                RecordKind kind = kinds.get((round * DEAD_LETTER_KINDS + i) % kinds.size());
                publish(kind, topic, deadLetterTopics.get(i % deadLetterTopics.size()), rejected);
            }
        }
    }

    private static List<String> deadLetterTopicsOf(Topic<?, ?> topic, List<String> topics) {
        return Service.WITH_DATABASE.stream()
                .map(service -> topic.deadLetters(service.module()))
                .filter(topics::contains)
                .toList();
    }

    private void publish(RecordKind kind, Topic<?, ?> topic, String target, OutcomeCounts rejected) {
        Random random = new Random(seed ^ (kind.name() + target + round).hashCode());
        RecordDraft recordDraft = ValidRecords.draft(topic, target, random);
        kind.mutation().accept(recordDraft);
        try {
            RecordMetadata metadata = producer.send(recordDraft.record()).get(ACK_TIMEOUT_SECONDS, TimeUnit.SECONDS);
            published.add(PublishedRecord.of(kind, recordDraft, metadata));
        } catch (ExecutionException | KafkaException broker) {
            rejected.add(kind.name(), REJECTED);
        } catch (TimeoutException timeout) {
            throw new IllegalStateException(
                    "The broker did not acknowledge a record of the kind " + kind.name(), timeout);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
        LoadGenerator.pause(pauseMillis);
    }

    @Override
    public void close() {
        producer.close();
    }
}
