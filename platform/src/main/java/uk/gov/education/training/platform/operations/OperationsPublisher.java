package uk.gov.education.training.platform.operations;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
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
import uk.gov.education.training.events.Message;
import uk.gov.education.training.events.Topic;
import uk.gov.education.training.platform.messaging.Cause;
import uk.gov.education.training.platform.messaging.CloudEvents;
import uk.gov.education.training.platform.messaging.OutboxRecord;
import uk.gov.education.training.platform.messaging.Traces;

/**
 * Publishes operations messages. Does not use the outbox, since the database may be unavailable. While the broker is
 * unavailable, keeps hours of messages in its own queue and then sends them in order: the producer's buffer would lose
 * its topics with the last known broker.
 */
@ApplicationScoped
class OperationsPublisher {

    private static final Logger LOG = Logger.getLogger(OperationsPublisher.class);
    private static final int QUEUE_SIZE = 2_000;
    private static final long RETRY_MILLIS = 500;
    private static final long POLL_MILLIS = 200;
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(2);

    private final ThisInstance instance;
    private final BrokerMonitor brokerMonitor;
    private final Map<String, Object> config;
    private final BlockingQueue<ProducerRecord<byte[], byte[]>> queue = new LinkedBlockingQueue<>(QUEUE_SIZE);
    private Thread thread = Thread.currentThread();
    private volatile boolean closing;
    private @Nullable ProducerRecord<byte[], byte[]> next;

    OperationsPublisher(
            ThisInstance instance,
            BrokerMonitor brokerMonitor,
            @Identifier("default-kafka-broker") Map<String, Object> kafka) {
        this.instance = instance;
        this.brokerMonitor = brokerMonitor;
        this.config = new HashMap<>(kafka);
        config.put(ProducerConfig.ACKS_CONFIG, "all");
        config.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        config.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        config.put(ProducerConfig.BUFFER_MEMORY_CONFIG, 4L * 1024 * 1024);
        // Long timeouts: a slow broker would never answer a request that is repeated too soon.
        config.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 10_000);
        config.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 10_000);
        config.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 20_000);
        config.put(ProducerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 500);
    }

    void start() {
        thread = Thread.ofPlatform().daemon().name("operations-publisher").start(this::run);
    }

    /**
     * Queues a message, to be sent now or when the broker is available again.
     *
     * @return false if the queue is full
     */
    <C, S> boolean publish(Topic<C, S> topic, String key, Message<C, S> message) {
        return queue.offer(record(CloudEvents.write(
                topic, key, message, instance.service(), new Cause(message.at(), Traces.begin()), message.at())));
    }

    /** Sends the queued messages and stops. Gives up after two seconds, or at once while the broker is unavailable. */
    void close() throws InterruptedException {
        closing = true;
        if (!brokerMonitor.isUnavailable()) {
            thread.join(CLOSE_TIMEOUT);
        }
        thread.interrupt();
    }

    private void run() {
        try {
            while (!isDone()) {
                try {
                    send();
                } catch (RuntimeException unavailable) {
                    LOG.debugf("Publishing operations messages failed, retrying: %s", unavailable);
                    Thread.sleep(RETRY_MILLIS);
                }
            }
        } catch (InterruptedException end) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean isDone() {
        return closing && next == null && queue.isEmpty();
    }

    /** Sends one record at a time. Ends at the first failure, since the producer may be unusable afterwards. */
    private void send() throws InterruptedException {
        var producer = new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
        try {
            while (!isDone()) {
                if (next == null) {
                    next = queue.poll(POLL_MILLIS, TimeUnit.MILLISECONDS);
                } else if (isSent(producer, next)) {
                    next = null;
                } else {
                    Thread.sleep(RETRY_MILLIS);
                    return;
                }
            }
        } finally {
            producer.close(Duration.ZERO);
        }
    }

    private static boolean isSent(KafkaProducer<byte[], byte[]> producer, ProducerRecord<byte[], byte[]> record)
            throws InterruptedException {
        try {
            producer.send(record).get();
            return true;
        } catch (ExecutionException unavailable) {
            LOG.debugf("Publishing operations messages failed, retrying: %s", unavailable.getCause());
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
