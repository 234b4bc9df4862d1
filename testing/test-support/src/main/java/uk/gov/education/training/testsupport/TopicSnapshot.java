package uk.gov.education.training.testsupport;

import static java.util.stream.Collectors.toMap;
import static org.awaitility.Awaitility.await;
import static uk.gov.education.training.localstack.TestTimeouts.SOON;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.eclipse.microprofile.config.ConfigProvider;
import uk.gov.education.training.events.Topics;

/** The progress of the service under test on the topics about participants. */
public final class TopicSnapshot {

    private static final List<String> TOPICS = List.of(
            Topics.PARTICIPANT_CHANGES_NAME,
            Topics.TRAINING_CHANGES_NAME,
            Topics.SCHEDULE_ASSIGNMENTS_NAME,
            Topics.FUNDING_DECISIONS_NAME);

    private TopicSnapshot() {}

    /** Waits until the service has consumed every record that is now on the topics. */
    public static void awaitEverything() {
        try (Admin kafka = Admin.create(Map.of("bootstrap.servers", configured("kafka.bootstrap.servers")))) {
            Map<TopicPartition, Long> ends = ends(kafka);
            await().atMost(SOON).until(() -> isRead(kafka, ends));
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static String configured(String name) {
        return ConfigProvider.getConfig().getValue(name, String.class);
    }

    private static Map<TopicPartition, Long> ends(Admin kafka) throws ExecutionException, InterruptedException {
        Map<TopicPartition, OffsetSpec> partitions =
                kafka.describeTopics(TOPICS).allTopicNames().get().values().stream()
                        .flatMap(topic -> partitions(topic).stream())
                        .collect(toMap(partition -> partition, end -> OffsetSpec.latest()));
        return kafka.listOffsets(partitions).all().get().entrySet().stream()
                .collect(toMap(Map.Entry::getKey, end -> end.getValue().offset()));
    }

    private static List<TopicPartition> partitions(TopicDescription topic) {
        return topic.partitions().stream()
                .map(partition -> new TopicPartition(topic.name(), partition.partition()))
                .toList();
    }

    private static boolean isRead(Admin kafka, Map<TopicPartition, Long> ends)
            throws ExecutionException, InterruptedException {
        Map<TopicPartition, OffsetAndMetadata> read = kafka.listConsumerGroupOffsets(
                        configured("quarkus.application.name"))
                .partitionsToOffsetAndMetadata()
                .get();
        return ends.entrySet().stream().allMatch(end -> {
            OffsetAndMetadata offset = read.get(end.getKey());
            return (offset == null ? 0 : offset.offset()) >= end.getValue();
        });
    }
}
