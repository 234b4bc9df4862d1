package uk.gov.education.training.system;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import uk.gov.education.training.events.Topics;

/** Counts events on topics. */
final class EventCounter {

    private static final List<String> PROVIDER_VIEW_TOPICS = List.of(
            Topics.PARTICIPANT_CHANGES_NAME,
            Topics.TRAINING_CHANGES_NAME,
            Topics.SCHEDULE_ASSIGNMENTS_NAME,
            Topics.FUNDING_DECISIONS_NAME);

    private EventCounter() {}

    static long onTopicsOfTheProviderView(String bootstrapServers) {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
            Map<TopicPartition, OffsetSpec> ends = new HashMap<>();
            admin.describeTopics(PROVIDER_VIEW_TOPICS).allTopicNames().get().forEach((name, topic) -> topic.partitions()
                    .forEach(partition ->
                            ends.put(new TopicPartition(name, partition.partition()), OffsetSpec.latest())));
            return admin.listOffsets(ends).all().get().values().stream()
                    .mapToLong(end -> end.offset())
                    .sum();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
