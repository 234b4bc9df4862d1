package uk.gov.education.training.testsupport;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.errors.TopicExistsException;
import uk.gov.education.training.events.Topic;
import uk.gov.education.training.localstack.TestInfrastructure;

/**
 * Topics that have records before the service under test starts with an empty database: the state after the loss of a
 * database. Use it in a {@code QuarkusTestResourceLifecycleManager}.
 */
public final class PublishedTopics {

    private static final int PARTITIONS = 12;

    private PublishedTopics() {}

    /**
     * Starts the servers and publishes.
     *
     * @param database a database of its own, which also names the consumer group
     * @param filler publishes the records
     * @return the configuration of the service under test
     */
    public static Map<String, String> start(String database, List<Topic<?, ?>> topics, Consumer<TopicClient> filler) {
        var infrastructure = new TestInfrastructure();
        infrastructure.init(Map.of("database", database));
        Map<String, String> config = new HashMap<>(infrastructure.start());
        String servers = config.get("kafka.bootstrap.servers");
        topics.forEach(topic -> create(servers, topic));
        try (var client = new TopicClient(servers)) {
            filler.accept(client);
        }
        config.put("mp.messaging.connector.smallrye-kafka.group.id", database);
        return config;
    }

    /** Publishes about many people concurrently, because each record waits for its acknowledgement. */
    public static void forEachOf(int people, IntConsumer publish) {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            CompletableFuture.allOf(IntStream.range(0, people)
                            .mapToObj(number -> CompletableFuture.runAsync(() -> publish.accept(number), threads))
                            .toArray(CompletableFuture[]::new))
                    .join();
        }
    }

    /** Creates a topic as the services do: none of them may have run yet. */
    private static void create(String servers, Topic<?, ?> topic) {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", servers))) {
            admin.createTopics(List.of(new NewTopic(topic.name(), PARTITIONS, (short) 1)
                            .configs(Map.of("cleanup.policy", "compact"))))
                    .all()
                    .get();
        } catch (ExecutionException refused) {
            if (!(refused.getCause() instanceof TopicExistsException)) {
                throw new IllegalStateException(refused);
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stop);
        }
    }
}
