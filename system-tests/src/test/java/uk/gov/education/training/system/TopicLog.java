package uk.gov.education.training.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import uk.gov.education.training.events.Message;
import uk.gov.education.training.events.Topic;
import uk.gov.education.training.testsupport.TopicClient;

/** Reads the topics of the system under test. */
record TopicLog(TopicClient topics, String bootstrapServers) {

    /**
     * The messages about these keys, each version once. A record may be published twice after a crash, but all copies
     * of a version must be equal, and versions must be in order and complete.
     */
    <C, S> Map<String, List<Message<C, S>>> versions(Topic<C, S> topic, Set<String> keys) {
        Map<String, List<Message<C, S>>> versions = new HashMap<>();
        for (ConsumerRecord<String, byte[]> record : topics.records(topic.name())) {
            if (keys.contains(record.key())) {
                add(versions.computeIfAbsent(record.key(), key -> new ArrayList<>()), TopicClient.read(topic, record));
            }
        }
        return versions;
    }

    private static <C, S> void add(List<Message<C, S>> earlier, Message<C, S> message) {
        if (message.version() <= earlier.size()) {
            assertThat(message)
                    .as("a version that was published twice")
                    .isEqualTo(earlier.get((int) message.version() - 1));
        } else {
            assertThat(message.version()).as("no version is skipped").isEqualTo(earlier.size() + 1L);
            earlier.add(message);
        }
    }

    /** The dead letters of all consumers about these keys. */
    List<String> deadLetters(Set<String> keys) throws ExecutionException, InterruptedException {
        try (Admin admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers))) {
            return admin.listTopics().names().get().stream()
                    .filter(name -> name.endsWith(".dead-letters"))
                    .flatMap(name -> topics.records(name).stream())
                    .filter(record -> keys.contains(record.key()))
                    .map(record -> record.topic() + " " + record.key())
                    .toList();
        }
    }
}
