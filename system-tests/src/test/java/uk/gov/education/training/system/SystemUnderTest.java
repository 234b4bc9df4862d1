package uk.gov.education.training.system;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static uk.gov.education.training.localstack.TestTimeouts.LATER;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import uk.gov.education.training.launcher.Demo;
import uk.gov.education.training.launcher.LocalSystem;
import uk.gov.education.training.launcher.Service;
import uk.gov.education.training.localstack.Postgres;

/** The whole system as separate processes, started once for all tests of this JVM. Data and logs: target/system. */
final class SystemUnderTest {

    // awaitAtRest compares committed offsets, so commit often.
    private static final Map<String, String> FREQUENT_COMMITS = Map.of(
            "MP_MESSAGING_CONNECTOR_SMALLRYE_KAFKA_AUTO_COMMIT_INTERVAL_MS", "50",
            "MP_MESSAGING_CONNECTOR_SMALLRYE_KAFKA_POLL_TIMEOUT", "50");
    private static final String UNPUBLISHED = "select 1 from outbox limit 1";
    private static final String UNPUBLISHED_OR_STALE =
            "select 1 from outbox union all select 1 from refresh_queue limit 1";
    private static final TraceCollector TRACES = new TraceCollector();
    private static final LocalSystem RUNNING;
    private static final Demo DEMO;
    private static final Admin KAFKA;
    private static final Map<Service, Connection> CONNECTIONS = new ConcurrentHashMap<>();
    private static final Duration POLL_INTERVAL = Duration.ofMillis(20);

    static {
        Path project = Path.of("").toAbsolutePath().getParent();
        Path data = Path.of("target/system").toAbsolutePath();
        try {
            Files.createDirectories(data);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Map<String, String> settings = new HashMap<>(TRACES.settings());
        settings.putAll(FREQUENT_COMMITS);
        RUNNING = FailureReport.of(LocalSystem.onFreePorts(project, data, settings));
        Runtime.getRuntime().addShutdownHook(new Thread(RUNNING::close));
        DEMO = RUNNING.start(true);
        KAFKA = Admin.create(Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, RUNNING.kafka().bootstrapServers()));
    }

    private SystemUnderTest() {}

    static LocalSystem running() {
        return RUNNING;
    }

    /** The traces that the services export. */
    static TraceCollector traces() {
        return TRACES;
    }

    /** The log lines of each service. */
    static Map<Service, List<String>> logs() {
        Map<Service, List<String>> logs = new EnumMap<>(Service.class);
        for (Service service : Service.values()) {
            try {
                String written = Files.readString(RUNNING.service(service).log());
                // the last line may not be finished
                logs.put(
                        service,
                        written.substring(0, written.lastIndexOf('\n') + 1)
                                .lines()
                                .toList());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return logs;
    }

    static Demo demo() {
        return DEMO;
    }

    /**
     * Waits until no event is in flight: every outbox is empty, every service has read to the end, and the provider API
     * has no participant left to refresh.
     */
    static void awaitAtRest() {
        await().atMost(LATER)
                .pollDelay(Duration.ZERO)
                .pollInterval(POLL_INTERVAL)
                .untilAsserted(() -> {
                    // Check twice: a service may have written to its outbox after the first check.
                    for (int check = 0; check < 2; check++) {
                        assertThat(toBePublished())
                                .as("outboxes that are not empty")
                                .isEmpty();
                        assertThat(toBeRead())
                                .as("unread records by service and partition")
                                .isEmpty();
                    }
                });
    }

    private static List<String> toBePublished() throws SQLException {
        List<String> waiting = new ArrayList<>();
        for (Service service : Service.WITH_DATABASE) {
            try (Statement statement = connection(service).createStatement();
                    ResultSet rows = statement.executeQuery(
                            service == Service.PROVIDER_API ? UNPUBLISHED_OR_STALE : UNPUBLISHED)) {
                if (rows.next()) {
                    waiting.add(service.module());
                }
            }
        }
        return waiting;
    }

    /** A cached connection, because Postgres starts a process for each. Reopened if a test killed Postgres. */
    private static Connection connection(Service service) throws SQLException {
        Connection connection = CONNECTIONS.get(service);
        if (connection == null || !connection.isValid(1)) {
            Postgres postgres = RUNNING.postgres();
            connection = DriverManager.getConnection(
                    postgres.jdbcUrl(service.database()), postgres.user(), postgres.password());
            CONNECTIONS.put(service, connection);
        }
        return connection;
    }

    private static Map<String, Long> toBeRead() throws ExecutionException, InterruptedException {
        Map<String, Long> unread = new TreeMap<>();
        List<String> groups =
                Service.WITH_DATABASE.stream().map(Service::module).toList();
        for (ConsumerGroupDescription group :
                KAFKA.describeConsumerGroups(groups).all().get().values()) {
            var read = KAFKA.listConsumerGroupOffsets(group.groupId())
                    .partitionsToOffsetAndMetadata()
                    .get();
            // During a rebalance no member has partitions.
            Set<TopicPartition> partitions = new HashSet<>(read.keySet());
            group.members()
                    .forEach(member -> partitions.addAll(member.assignment().topicPartitions()));
            var ends = KAFKA.listOffsets(
                            partitions.stream().collect(toMap(partition -> partition, end -> OffsetSpec.latest())))
                    .all()
                    .get();
            for (TopicPartition partition : partitions) {
                OffsetAndMetadata offset = read.get(partition);
                long lag = ends.get(partition).offset() - (offset == null ? 0 : offset.offset());
                if (lag > 0) {
                    unread.put(group.groupId() + " " + partition, lag);
                }
            }
        }
        return unread;
    }
}
