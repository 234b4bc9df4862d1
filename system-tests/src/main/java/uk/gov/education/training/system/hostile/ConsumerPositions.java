package uk.gov.education.training.system.hostile;

import static java.util.stream.Collectors.toMap;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import uk.gov.education.training.launcher.Service;

/** The consumer groups of the services and their offsets. */
final class ConsumerPositions implements AutoCloseable {

    private final Admin kafka;

    ConsumerPositions(String bootstrapServers) {
        this.kafka = Admin.create(Map.of("bootstrap.servers", bootstrapServers));
    }

    List<String> topics() {
        return await(() -> List.copyOf(kafka.listTopics().names().get()));
    }

    /** The topics that a service reads as a consumer group. */
    Set<String> topicsOf(Service service) {
        Set<String> topics = new HashSet<>();
        partitions(service).forEach(partition -> topics.add(partition.topic()));
        return topics;
    }

    /** The lag of a service by partition. */
    Map<String, Long> unread(Service service) {
        Set<TopicPartition> partitions = partitions(service);
        var read = committed(service);
        Map<String, Long> unread = new TreeMap<>();
        ends(partitions).forEach((partition, end) -> {
            OffsetAndMetadata offset = read.get(partition);
            long lag = end - (offset == null ? 0 : offset.offset());
            if (lag > 0) {
                unread.put(partition.toString(), lag);
            }
        });
        return unread;
    }

    private Map<TopicPartition, Long> ends(Set<TopicPartition> partitions) {
        return await(() -> kafka
                .listOffsets(partitions.stream().collect(toMap(each -> each, end -> OffsetSpec.latest())))
                .all()
                .get()
                .entrySet()
                .stream()
                .collect(toMap(Map.Entry::getKey, end -> end.getValue().offset())));
    }

    private Set<TopicPartition> partitions(Service service) {
        // During a rebalance no member has partitions.
        Set<TopicPartition> partitions = new HashSet<>(committed(service).keySet());
        await(() -> kafka.describeConsumerGroups(List.of(service.module()))
                        .all()
                        .get())
                .values()
                .forEach(group -> group.members()
                        .forEach(member -> partitions.addAll(member.assignment().topicPartitions())));
        return partitions;
    }

    private Map<TopicPartition, OffsetAndMetadata> committed(Service service) {
        return await(() -> kafka.listConsumerGroupOffsets(service.module())
                .partitionsToOffsetAndMetadata()
                .get());
    }

    private interface Call<T> {
        T run() throws ExecutionException, InterruptedException;
    }

    private static <T> T await(Call<T> call) {
        try {
            return call.run();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        kafka.close();
    }
}
