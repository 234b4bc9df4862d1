package uk.gov.education.training.platform.messaging;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;
import uk.gov.education.training.platform.observability.RedactedErrors;

/**
 * The polled records of one topic that are not applied yet. Applies them in order, one batch at a time, on its own
 * context, so that a topic that waits or fails delays no other.
 *
 * <p>Is full from {@link #FULL_RECORDS} records or {@link #FULL_BYTES} bytes, until half of them are applied: the rest
 * keeps it busy while the consumer fetches more.
 */
final class TopicQueue {

    private static final Logger LOG = Logger.getLogger(TopicQueue.class);
    static final int FULL_RECORDS = 1_000;
    static final long FULL_BYTES = 2 * 1024 * 1024L;
    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(3);

    private final int batchSize;
    private final Context context;
    private final Function<List<ConsumerRecord<String, byte[]>>, Uni<Void>> apply;
    private final Runnable onDrained;
    private final Deque<ConsumerRecord<String, byte[]>> waiting = new ArrayDeque<>();
    private long bytes;
    private boolean applying;
    private boolean full;

    /**
     * @param batchSize the largest number of records to apply at once
     * @param context where to apply them
     * @param onDrained called when the queue is no longer full
     */
    TopicQueue(
            int batchSize,
            Context context,
            Function<List<ConsumerRecord<String, byte[]>>, Uni<Void>> apply,
            Runnable onDrained) {
        this.batchSize = batchSize;
        this.context = context;
        this.apply = apply;
        this.onDrained = onDrained;
    }

    synchronized void add(Collection<ConsumerRecord<String, byte[]>> records) {
        records.forEach(record -> {
            waiting.add(record);
            bytes += size(record);
        });
        full |= waiting.size() >= FULL_RECORDS || bytes >= FULL_BYTES;
        if (!applying && !waiting.isEmpty()) {
            applying = true;
            context.runOnContext(ready -> applyNext());
        }
    }

    synchronized boolean isFull() {
        return full;
    }

    synchronized boolean isApplying() {
        return applying;
    }

    /** Removes the records of partitions that another instance consumes from now on. */
    synchronized void drop(Collection<TopicPartition> partitions) {
        waiting.removeIf(record -> {
            boolean dropped = partitions.contains(new TopicPartition(record.topic(), record.partition()));
            bytes -= dropped ? size(record) : 0;
            return dropped;
        });
    }

    private void applyNext() {
        boolean wasFull = isFull();
        List<ConsumerRecord<String, byte[]>> batch = next();
        if (wasFull && !isFull()) {
            onDrained.run();
        }
        if (!batch.isEmpty()) {
            // FactConsumer.java handles every expected failure. Never skip records because of another.
            Uni.createFrom()
                    .deferred(() -> apply.apply(batch))
                    .onFailure()
                    .invoke(bug -> LOG.errorf(
                            "Consuming %s failed, retrying: %s",
                            batch.getFirst().topic(), RedactedErrors.inShort(bug)))
                    .onFailure()
                    .retry()
                    .withBackOff(FIRST_PAUSE, LONGEST_PAUSE)
                    .indefinitely()
                    .subscribe()
                    .with(applied -> context.runOnContext(ready -> applyNext()));
        }
    }

    private synchronized List<ConsumerRecord<String, byte[]>> next() {
        List<ConsumerRecord<String, byte[]>> batch = new ArrayList<>();
        while (batch.size() < batchSize && !waiting.isEmpty()) {
            batch.add(waiting.remove());
            bytes -= size(batch.getLast());
        }
        full &= waiting.size() > FULL_RECORDS / 2 || bytes > FULL_BYTES / 2;
        applying = !batch.isEmpty();
        return batch;
    }

    private static long size(ConsumerRecord<String, byte[]> record) {
        return (long) Math.max(0, record.serializedKeySize()) + Math.max(0, record.serializedValueSize());
    }
}
