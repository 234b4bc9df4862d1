package uk.gov.education.training.platform.messaging;

import io.smallrye.common.annotation.Identifier;
import io.smallrye.reactive.messaging.kafka.KafkaClientService;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.errors.TopicExistsException;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import uk.gov.education.training.events.Topic;
import uk.gov.education.training.events.Topics;

/** Creates the topics, and this service's dead letters, where they are absent. The broker creates none by itself. */
@ApplicationScoped
public class KafkaTopics {

    private static final int PARTITIONS = 12;
    private static final Map<String, String> FACTS = Map.of("cleanup.policy", "compact");
    // What was done every ten seconds is of no interest for long.
    private static final Map<String, String> ACTIVITY = Map.of(
            "cleanup.policy",
            "delete",
            "retention.ms",
            Long.toString(Duration.ofDays(7).toMillis()));
    // Dead letters hold whatever came, so they may be large, and since that may be personal data they go in the end.
    private static final Map<String, String> DEAD_LETTERS = Map.of(
            "max.message.bytes", Integer.toString(16 * 1024 * 1024),
            "retention.ms", Long.toString(Duration.ofDays(30).toMillis()));

    private final KafkaClientService clients;
    private final Map<String, Object> kafka;
    private final String service;
    private final short replication;

    public KafkaTopics(
            KafkaClientService clients,
            @Identifier("default-kafka-broker") Map<String, Object> kafka,
            @ConfigProperty(name = "quarkus.application.name") String service,
            @ConfigProperty(name = "training.kafka.replication", defaultValue = "1") short replication) {
        this.clients = clients;
        this.kafka = kafka;
        this.service = service;
        this.replication = replication;
    }

    /** @throws ExecutionException if the broker can't be reached or refuses */
    public void createAbsent() throws ExecutionException, InterruptedException {
        try (Admin admin = Admin.create(kafka)) {
            Set<String> present = admin.listTopics().names().get();
            List<NewTopic> absent = new ArrayList<>();
            for (NewTopic topic : all()) {
                if (!present.contains(topic.name())) {
                    absent.add(topic);
                }
            }
            for (var created : admin.createTopics(absent).values().values()) {
                try {
                    created.get();
                } catch (ExecutionException failure) {
                    // another service was faster
                    if (!(failure.getCause() instanceof TopicExistsException)) {
                        throw failure;
                    }
                }
            }
        }
    }

    private Set<NewTopic> all() {
        Set<NewTopic> all = new HashSet<>();
        for (Topic<?, ?> topic : Topics.ALL) {
            all.add(new NewTopic(topic.name(), PARTITIONS, replication)
                    .configs(topic.equals(Topics.OPERATIONS_ACTIVITY) ? ACTIVITY : FACTS));
            if (clients.getConsumerChannels().contains(topic.name())) {
                all.add(new NewTopic(topic.deadLetters(service), PARTITIONS, replication).configs(DEAD_LETTERS));
            }
        }
        return all;
    }
}
