package uk.gov.education.training.platform.messaging;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.TopicPartition;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The consumer group of this service: all of its instances. */
@ApplicationScoped
public class ConsumerGroup {

    private final String name;

    ConsumerGroup(@ConfigProperty(name = "mp.messaging.connector.smallrye-kafka.group.id") String name) {
        this.name = name;
    }

    /** The committed offset of each partition that was ever read. */
    public Map<TopicPartition, Long> committed(Admin admin) throws ExecutionException, InterruptedException {
        Map<TopicPartition, Long> committed = new HashMap<>();
        admin.listConsumerGroupOffsets(name)
                .partitionsToOffsetAndMetadata()
                .get()
                .forEach((partition, offset) -> {
                    if (offset != null) {
                        committed.put(partition, offset.offset());
                    }
                });
        return committed;
    }
}
