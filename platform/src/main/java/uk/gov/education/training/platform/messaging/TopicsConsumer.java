package uk.gov.education.training.platform.messaging;

import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.kafka.KafkaClientService;
import io.smallrye.reactive.messaging.kafka.KafkaConsumer;
import io.vertx.core.Vertx;
import io.vertx.core.impl.VertxInternal;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.reactive.messaging.Acknowledgment;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jboss.logging.Logger;
import uk.gov.education.training.platform.observability.RedactedErrors;

/**
 * Consumes all topics of this service with one Kafka consumer, because each consumer costs a thread, a connection and
 * polls of its own. Each topic has its {@link TopicQueue}. Pauses the partitions of a topic while its queue is full.
 *
 * <p>Commits what is applied, not what is polled, a moment later.
 */
@ApplicationScoped
class TopicsConsumer {

    static final String CHANNEL = "facts";

    private static final Logger LOG = Logger.getLogger(TopicsConsumer.class);
    private static final String BATCH_SIZE = "training.consumer.batch-size";
    private static final int COMMIT_AFTER_MILLIS = 250;

    private final FactConsumer factConsumer;
    private final ConsumedOffsets offsets;
    private final KafkaClientService clients;
    private final Vertx vertx;
    private final Map<String, TopicQueue> queues = new HashMap<>();
    private final AtomicBoolean willCommit = new AtomicBoolean();

    TopicsConsumer(
            SubscribedTopics topics,
            FactConsumer factConsumer,
            ConsumedOffsets offsets,
            KafkaClientService clients,
            Vertx vertx,
            Config config) {
        this.factConsumer = factConsumer;
        this.offsets = offsets;
        this.clients = clients;
        this.vertx = vertx;
        topics.byName().forEach((topic, subscription) -> queues.put(topic, queue(topic, subscription, config)));
    }

    private TopicQueue queue(String topic, TopicSubscription subscription, Config config) {
        int batchSize = config.getOptionalValue(BATCH_SIZE + "." + topic, Integer.class)
                .orElseGet(() -> config.getValue(BATCH_SIZE, Integer.class));
        // A context of its own for each topic, so that they share all event loops.
        return new TopicQueue(
                batchSize,
                ((VertxInternal) vertx).createEventLoopContext(),
                records -> apply(subscription, records),
                this::resume);
    }

    @Incoming(CHANNEL)
    @Acknowledgment(Acknowledgment.Strategy.NONE)
    Uni<Void> on(ConsumerRecords<String, byte[]> polled) {
        boolean full = false;
        for (TopicPartition partition : polled.partitions()) {
            TopicQueue queue = queues.get(partition.topic());
            queue.add(polled.records(partition));
            full |= queue.isFull();
        }
        if (full) {
            pauseFull();
        }
        return Uni.createFrom().voidItem();
    }

    private Uni<Void> apply(TopicSubscription subscription, List<ConsumerRecord<String, byte[]>> records) {
        return factConsumer.consume(subscription, records).invoke(() -> {
            offsets.addConsumed(records);
            commitSoon();
        });
    }

    /** Drops the records of partitions that another instance consumes from now on. */
    void revoked(Collection<TopicPartition> partitions) {
        queues.values().forEach(queue -> queue.drop(partitions));
    }

    private void resume() {
        pauseFull();
        // or the partitions would wait for the end of a poll
        consumer().unwrap().wakeup();
    }

    /** Pauses the partitions of full queues, and resumes all others. */
    private void pauseFull() {
        onPollingThread(consumer -> {
            Set<TopicPartition> full = new HashSet<>(consumer.assignment());
            full.removeIf(partition -> !queues.get(partition.topic()).isFull());
            Set<TopicPartition> others = new HashSet<>(consumer.paused());
            others.removeAll(full);
            consumer.pause(full);
            consumer.resume(others);
        });
    }

    private void commitSoon() {
        if (willCommit.compareAndSet(false, true)) {
            vertx.setTimer(COMMIT_AFTER_MILLIS, due -> {
                willCommit.set(false);
                onPollingThread(this::commit);
            });
        }
    }

    /** Does not wait. {@link CatchUpTracker} repeats a commit that fails. */
    private void commit(Consumer<String, byte[]> consumer) {
        var uncommitted = offsets.uncommitted(consumer.assignment());
        if (!uncommitted.isEmpty()) {
            consumer.commitAsync(uncommitted, (committed, failure) -> {
                if (failure == null) {
                    offsets.addCommitted(committed);
                }
            });
        }
    }

    private void onPollingThread(java.util.function.Consumer<Consumer<String, byte[]>> action) {
        consumer()
                .runOnPollingThread(action)
                .subscribe()
                .with(
                        done -> {},
                        failure -> LOG.debugf(
                                "Could not pause, resume or commit partitions: %s", RedactedErrors.inShort(failure)));
    }

    private KafkaConsumer<String, byte[]> consumer() {
        return clients.getConsumer(CHANNEL);
    }
}
