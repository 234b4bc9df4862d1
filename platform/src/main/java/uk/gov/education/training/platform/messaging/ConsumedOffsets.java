package uk.gov.education.training.platform.messaging;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** How far this instance has consumed and committed each partition. */
@ApplicationScoped
class ConsumedOffsets {

    private final Map<TopicPartition, Long> consumed = new ConcurrentHashMap<>();
    private final Map<TopicPartition, Long> committed = new ConcurrentHashMap<>();

    void addConsumed(List<ConsumerRecord<String, byte[]>> records) {
        records.forEach(record ->
                consumed.merge(new TopicPartition(record.topic(), record.partition()), record.offset() + 1, Math::max));
    }

    void addCommitted(Map<TopicPartition, OffsetAndMetadata> offsets) {
        offsets.forEach((partition, offset) -> committed.merge(partition, offset.offset(), Math::max));
    }

    /** The offset after the last consumed record; 0 if this instance has consumed none. */
    long consumed(TopicPartition partition) {
        return consumed.getOrDefault(partition, 0L);
    }

    /** What is consumed of these partitions and was not committed by this instance. */
    Map<TopicPartition, OffsetAndMetadata> uncommitted(Collection<TopicPartition> partitions) {
        return uncommitted(partitions, committed);
    }

    /** What is consumed of these partitions beyond these committed offsets. */
    Map<TopicPartition, OffsetAndMetadata> uncommitted(
            Collection<TopicPartition> partitions, Map<TopicPartition, Long> committedOffsets) {
        Map<TopicPartition, OffsetAndMetadata> rest = new HashMap<>();
        for (TopicPartition partition : partitions) {
            long next = consumed(partition);
            if (next > committedOffsets.getOrDefault(partition, 0L)) {
                rest.put(partition, new OffsetAndMetadata(next));
            }
        }
        return rest;
    }

    /** Whether anything is consumed beyond these committed offsets, of any partition. */
    boolean isBeyond(Map<TopicPartition, Long> committedOffsets) {
        return !uncommitted(consumed.keySet(), committedOffsets).isEmpty();
    }

    /** Forgets partitions that come from another instance, which may have consumed more of them. */
    void forget(Collection<TopicPartition> partitions) {
        consumed.keySet().removeAll(partitions);
        committed.keySet().removeAll(partitions);
    }
}
