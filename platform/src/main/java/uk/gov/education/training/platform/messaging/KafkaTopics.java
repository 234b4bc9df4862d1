package uk.gov.education.training.platform.messaging;

import io.smallrye.common.annotation.Identifier;
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
import uk.gov.education.training.events.MessageTopic;
import uk.gov.education.training.events.Topic;
import uk.gov.education.training.events.Topics;

/** Creates missing topics, and the dead letter topics of this service. The broker creates none itself. */
@ApplicationScoped
public class KafkaTopics {

    private static final int PARTITIONS = 12;
    private static final Map<String, String> FACTS = Map.of("cleanup.policy", "compact");
    // Activity reports are sent every ten seconds, and soon out of date.
    private static final Map<String, String> ACTIVITY = Map.of(
            "cleanup.policy",
            "delete",
            "retention.ms",
            Long.toString(Duration.ofDays(7).toMillis()));
    // Dead letters hold any record, so they may be large. They may hold personal data, so they expire.
    private static final Map<String, String> DEAD_LETTERS = Map.of(
            "max.message.bytes", Integer.toString(16 * 1024 * 1024),
            "retention.ms", Long.toString(Duration.ofDays(30).toMillis()));

    // Each report stands for itself. They hold personal data, so they expire.
    private static final Map<String, String> REPORTS =
            Map.of("cleanup.policy", "delete", "retention.ms", Long.toString(Topics.REPORTS_KEPT.toMillis()));

    private final SubscribedTopics subscribed;
    private final Map<String, Object> kafka;
    private final String service;
    private final short replication;

    public KafkaTopics(
            SubscribedTopics subscribed,
            @Identifier("default-kafka-broker") Map<String, Object> kafka,
            @ConfigProperty(name = "quarkus.application.name") String service,
            @ConfigProperty(name = "training.kafka.replication", defaultValue = "1") short replication) {
        this.subscribed = subscribed;
        this.kafka = kafka;
        this.service = service;
        this.replication = replication;
    }

    /** @throws ExecutionException if the broker is unavailable or refuses */
    public void createMissing() throws ExecutionException, InterruptedException {
        try (Admin admin = Admin.create(kafka)) {
            Set<String> present = admin.listTopics().names().get();
            List<NewTopic> missing = new ArrayList<>();
            for (NewTopic topic : all()) {
                if (!present.contains(topic.name())) {
                    missing.add(topic);
                }
            }
            for (var created : admin.createTopics(missing).values().values()) {
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
        }
        for (MessageTopic topic : Topics.REPORTS) {
            all.add(new NewTopic(topic.name(), PARTITIONS, replication).configs(REPORTS));
        }
        for (MessageTopic topic : Topics.everyTopic()) {
            if (subscribed.names().contains(topic.name())) {
                all.add(new NewTopic(topic.deadLetters(service), PARTITIONS, replication).configs(DEAD_LETTERS));
            }
        }
        return all;
    }
}
