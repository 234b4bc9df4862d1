package uk.gov.education.training.platform.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Applies the records of a topic in order, batch by batch, and says when it can take no more. */
class TopicQueueTest {

    private static final Vertx VERTX = Vertx.vertx();
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final int BATCH = 100;

    private final List<List<Long>> batches = new CopyOnWriteArrayList<>();
    private final List<CompletableFuture<Void>> ends = new CopyOnWriteArrayList<>();
    private final AtomicInteger drained = new AtomicInteger();
    private final TopicQueue queue = new TopicQueue(
            BATCH,
            VERTX.getOrCreateContext(),
            records -> {
                batches.add(records.stream().map(ConsumerRecord::offset).toList());
                CompletableFuture<Void> end = new CompletableFuture<>();
                ends.add(end);
                return Uni.createFrom().completionStage(end);
            },
            drained::incrementAndGet);

    @AfterAll
    static void closeVertx() {
        VERTX.close().toCompletionStage().toCompletableFuture().join();
    }

    private static List<ConsumerRecord<String, byte[]>> records(int partition, int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(offset -> new ConsumerRecord<>("schools", partition, offset, "key", new byte[] {1}))
                .toList();
    }

    private void awaitBatches(int number) {
        await().atMost(SOON).untilAsserted(() -> assertThat(ends).hasSize(number));
    }

    private void applyAll() {
        await().atMost(SOON).until(() -> {
            ends.forEach(end -> end.complete(null));
            return !queue.isApplying();
        });
    }

    @Test
    void batchesAreAppliedInOrderOneAtATime() {
        queue.add(records(0, 0, 50));
        queue.add(records(0, 50, 250));
        awaitBatches(1);

        applyAll();

        List<Long> all = new ArrayList<>();
        batches.forEach(all::addAll);
        assertThat(all)
                .isEqualTo(IntStream.range(0, 250).mapToObj(Long::valueOf).toList());
        assertThat(batches).allSatisfy(batch -> assertThat(batch).hasSizeLessThanOrEqualTo(BATCH));
    }

    @Test
    void nextBatchWaitsForTheOneBefore() {
        queue.add(records(0, 0, 2 * BATCH));

        awaitBatches(1);

        assertThat(queue.isApplying()).isTrue();
        assertThat(batches).hasSize(1);
        applyAll();
        assertThat(batches).hasSize(2);
    }

    @Test
    void failedBatchIsAppliedAgain() {
        queue.add(records(0, 0, 3));
        awaitBatches(1);

        ends.getFirst().completeExceptionally(new IllegalStateException("a bug"));
        awaitBatches(2);
        applyAll();

        assertThat(batches).containsExactly(List.of(0L, 1L, 2L), List.of(0L, 1L, 2L));
    }

    @Test
    void fullQueueHasRoomAgainWhenHalfOfItIsApplied() {
        queue.add(records(0, 0, TopicQueue.FULL_RECORDS + BATCH));
        assertThat(queue.isFull()).isTrue();
        awaitBatches(1);
        assertThat(queue.isFull()).isTrue();

        applyAll();

        assertThat(queue.isFull()).isFalse();
        assertThat(drained).hasValue(1);
    }

    @Test
    void queueIsFullOfLargeRecordsToo() {
        queue.add(records(0, 0, 1));
        awaitBatches(1);
        int large = (int) TopicQueue.FULL_BYTES;
        queue.add(List.of(new ConsumerRecord<>(
                "schools",
                0,
                1,
                0,
                TimestampType.CREATE_TIME,
                3,
                large,
                "key",
                new byte[large],
                new RecordHeaders(),
                Optional.empty())));
        assertThat(queue.isFull()).isTrue();

        applyAll();
        assertThat(queue.isFull()).isFalse();
    }

    @Test
    void recordsOfRevokedPartitionsAreDropped() {
        queue.add(records(0, 0, BATCH));
        awaitBatches(1);
        queue.add(records(1, 0, 2));
        queue.add(records(2, 7, 9));

        queue.drop(Set.of(new TopicPartition("schools", 1)));
        applyAll();

        assertThat(batches.subList(1, batches.size())).containsExactly(List.of(7L, 8L));
    }
}
