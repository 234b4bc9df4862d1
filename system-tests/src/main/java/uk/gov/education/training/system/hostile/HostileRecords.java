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

/** Publishes hostile records and remembers their offsets. */
final class HostileRecords implements AutoCloseable {

    static final String REFUSED = "refused by the broker";

    /** Dead-letter topics get some of the kinds. No service consumes them. */
    private static final int OF_DEAD_LETTERS = 8;

    private static final long PATIENCE_SECONDS = 120;
    private static final int MEGABYTES = 1024 * 1024;

    private final KafkaProducer<byte[], byte[]> producer;
    private final List<RecordKind> kinds;
    private final long seed;
    private final long pauseMillis;
    private final List<Lying> lying = new ArrayList<>();
    private int round;

    /**
     * A record that the broker took, as far as it matters what becomes of it.
     *
     * @param key as readers see it
     * @param version that it says its key has
     * @param ends whether it ends its key
     */
    record Lying(RecordKind kind, String topic, String place, String key, long version, boolean ends) {

        static Lying of(RecordKind kind, RecordDraft recordDraft, RecordMetadata at) {
            byte[] key = recordDraft.key;
            return new Lying(
                    kind,
                    at.topic(),
                    place(at.topic(), at.partition(), at.offset()),
                    key == null ? "" : new String(key, UTF_8),
                    recordDraft.version(),
                    recordDraft.value == null);
        }

        static String place(String topic, int partition, long offset) {
            return topic + "-" + partition + "@" + offset;
        }

        /** A topic and a key. */
        String fact() {
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

    List<Lying> lying() {
        return List.copyOf(lying);
    }

    /** One record of each kind on each topic, and of some kinds on the dead letters. */
    void publishRound(OutcomeCounts refused, List<String> topics) {
        round++;
        for (Topic<?, ?> topic : Topics.ALL) {
            for (RecordKind kind : kinds) {
                publish(kind, topic, topic.name(), refused);
            }
            List<String> letters = lettersOf(topic, topics);
            for (int i = 0; i < OF_DEAD_LETTERS && !letters.isEmpty(); i++) {
                RecordKind kind = kinds.get((round * OF_DEAD_LETTERS + i) % kinds.size());
                publish(kind, topic, letters.get(i % letters.size()), refused);
            }
        }
    }

    private static List<String> lettersOf(Topic<?, ?> topic, List<String> topics) {
        return Service.WITH_DATABASE.stream()
                .map(service -> topic.deadLetters(service.module()))
                .filter(topics::contains)
                .toList();
    }

    private void publish(RecordKind kind, Topic<?, ?> topic, String onto, OutcomeCounts refused) {
        Random random = new Random(seed ^ (kind.name() + onto + round).hashCode());
        RecordDraft recordDraft = ValidRecords.draft(topic, onto, random);
        kind.spoil().accept(recordDraft);
        try {
            RecordMetadata at = producer.send(recordDraft.record()).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            lying.add(Lying.of(kind, recordDraft, at));
        } catch (ExecutionException | KafkaException broker) {
            refused.add(kind.name(), REFUSED);
        } catch (TimeoutException hangs) {
            throw new IllegalStateException("The broker does not take a record of the kind " + kind.name(), hangs);
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
