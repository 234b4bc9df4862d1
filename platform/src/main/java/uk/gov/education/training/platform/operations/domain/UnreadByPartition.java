package uk.gov.education.training.platform.operations.domain;

import java.util.Map;
import java.util.TreeMap;
import uk.gov.education.training.events.Activity.Backlog;

/**
 * The unread records of a service's topics.
 *
 * @param partitions the partitions with unread records
 */
public record UnreadByPartition(Map<Partition, Unread> partitions) {

    public record Partition(String topic, int number) implements Comparable<Partition> {

        @Override
        public int compareTo(Partition other) {
            int byTopic = topic.compareTo(other.topic);
            return byTopic != 0 ? byTopic : Integer.compare(number, other.number);
        }
    }

    /**
     * The unread part of a partition.
     *
     * @param next the offset to read next
     * @param end the end of the partition
     */
    public record Unread(long next, long end) {}

    /** The partitions whose next record was unread before, too: only these can have an age worth measuring. */
    public Map<Partition, Unread> unreadSince(UnreadByPartition earlier) {
        Map<Partition, Unread> still = new TreeMap<>();
        partitions.forEach((partition, unread) -> {
            Unread before = earlier.partitions.get(partition);
            if (before != null && unread.next < before.end) {
                still.put(partition, unread);
            }
        });
        return still;
    }

    /**
     * The backlog of one topic.
     *
     * @param ages the age of each partition's next record in seconds, where it was measured
     */
    public Backlog of(String topic, Map<Partition, Double> ages) {
        long records = 0;
        double oldest = 0;
        for (Map.Entry<Partition, Unread> entry : partitions.entrySet()) {
            if (entry.getKey().topic.equals(topic)) {
                records += entry.getValue().end - entry.getValue().next;
                oldest = Math.max(oldest, ages.getOrDefault(entry.getKey(), 0.0));
            }
        }
        return new Backlog(records, oldest);
    }
}
