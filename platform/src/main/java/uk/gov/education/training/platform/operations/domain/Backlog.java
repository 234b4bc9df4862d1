package uk.gov.education.training.platform.operations.domain;

import java.util.Map;
import java.util.TreeMap;
import uk.gov.education.training.events.Activity.Waiting;

/**
 * What a service has not read of its topics, by partition.
 *
 * @param partitions those that have something unread
 */
public record Backlog(Map<Partition, Unread> partitions) {

    public record Partition(String topic, int number) implements Comparable<Partition> {

        @Override
        public int compareTo(Partition other) {
            int byTopic = topic.compareTo(other.topic);
            return byTopic != 0 ? byTopic : Integer.compare(number, other.number);
        }
    }

    /**
     * @param next the offset of what is read next
     * @param end where the partition ends
     */
    public record Unread(long next, long end) {}

    /** What was unread at an earlier look already and still is: only its age matters, for the rest has come since. */
    public Map<Partition, Unread> unreadSince(Backlog earlier) {
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
     * @param ages how old what is read next is, in seconds, where that matters
     */
    public Waiting of(String topic, Map<Partition, Double> ages) {
        long records = 0;
        double oldest = 0;
        for (Map.Entry<Partition, Unread> entry : partitions.entrySet()) {
            if (entry.getKey().topic.equals(topic)) {
                records += entry.getValue().end - entry.getValue().next;
                oldest = Math.max(oldest, ages.getOrDefault(entry.getKey(), 0.0));
            }
        }
        return new Waiting(records, oldest);
    }
}
