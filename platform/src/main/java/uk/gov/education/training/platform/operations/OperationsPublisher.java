package uk.gov.education.training.platform.operations;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.platform.messaging.OutboxRecord;

/**
 * Publishes what operations are told: not through the outbox, for the database may be what is in trouble. What is said
 * while the broker is away waits here, hours of it, and arrives in order. It does not wait in the producer, which
 * forgets its topics with the last broker that it knew.
 */
final class OperationsPublisher {

    private static final Logger LOG = Logger.getLogger(OperationsPublisher.class);
    private static final int MOST_WAITING = 2_000;
    private static final long PAUSE_MILLIS = 500;
    private static final long IDLE_MILLIS = 200;

    private final Map<String, Object> config;
    private final BlockingQueue<ProducerRecord<byte[], byte[]>> waiting = new LinkedBlockingQueue<>(MOST_WAITING);
    private Thread thread = Thread.currentThread();
    private volatile boolean ending;
    private @Nullable ProducerRecord<byte[], byte[]> next;

    OperationsPublisher(Map<String, Object> kafka) {
        this.config = new HashMap<>(kafka);
        config.put(ProducerConfig.ACKS_CONFIG, "all");
        config.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        config.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        config.put(ProducerConfig.BUFFER_MEMORY_CONFIG, 4L * 1024 * 1024);
        // Long: a broker that is slow must not be told the same again and again and never be heard.
        config.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 10_000);
        config.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 10_000);
        config.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 20_000);
        config.put(ProducerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 500);
    }

    void start() {
        thread = Thread.ofPlatform().daemon().name("operations-speaking").start(this::run);
    }

    /** Says something, now or when the broker is back; false if too much waits already. */
    boolean say(OutboxRecord message) {
        return waiting.offer(record(message));
    }

    /** Ends once everything is said, or after so long. */
    void end(Duration patience) throws InterruptedException {
        ending = true;
        thread.join(patience);
        thread.interrupt();
    }

    private void run() {
        try {
            while (!isDone()) {
                try {
                    speak();
                } catch (RuntimeException notNow) {
                    LOG.debugf("Operations are told later: %s", notNow);
                    Thread.sleep(PAUSE_MILLIS);
                }
            }
        } catch (InterruptedException end) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean isDone() {
        return ending && next == null && waiting.isEmpty();
    }

    /**
     * One after the other: the next only when the broker has the one before. Ends where one has failed, for the
     * producer may be of no use any more.
     */
    private void speak() throws InterruptedException {
        var producer = new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
        try {
            while (!isDone()) {
                if (next == null) {
                    next = waiting.poll(IDLE_MILLIS, TimeUnit.MILLISECONDS);
                } else if (isPublished(producer, next)) {
                    next = null;
                } else {
                    Thread.sleep(PAUSE_MILLIS);
                    return;
                }
            }
        } finally {
            producer.close(Duration.ZERO);
        }
    }

    private static boolean isPublished(KafkaProducer<byte[], byte[]> producer, ProducerRecord<byte[], byte[]> record)
            throws InterruptedException {
        try {
            producer.send(record).get();
            return true;
        } catch (ExecutionException notNow) {
            LOG.debugf("Operations are told later: %s", notNow.getCause());
            return false;
        }
    }

    private static ProducerRecord<byte[], byte[]> record(OutboxRecord message) {
        ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(
                message.topic(), Objects.requireNonNull(message.key()).getBytes(UTF_8), message.body());
        message.headers().forEach((name, value) -> record.headers().add(name, value.getBytes(ISO_8859_1)));
        return record;
    }
}
