package uk.gov.education.training.system;

import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;
import static org.awaitility.Awaitility.await;

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
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import uk.gov.education.training.local.Demo;
import uk.gov.education.training.local.Postgres;
import uk.gov.education.training.local.Running;
import uk.gov.education.training.local.Service;

/** The whole system as processes of their own, started once for all tests of this JVM. Data and logs: target/system. */
final class TheSystem {

    private static final Running RUNNING;
    private static final Demo DEMO;
    private static final Admin KAFKA;
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(20);

    static {
        Path project = Path.of("").toAbsolutePath().getParent();
        Path data = Path.of("target/system").toAbsolutePath();
        try {
            Files.createDirectories(data);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        RUNNING = Running.onFreePorts(project, data);
        Runtime.getRuntime().addShutdownHook(new Thread(RUNNING::close));
        DEMO = RUNNING.start(true);
        KAFKA = Admin.create(Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, RUNNING.kafka().bootstrapServers()));
    }

    private TheSystem() {}

    static Running running() {
        return RUNNING;
    }

    static Demo demo() {
        return DEMO;
    }

    /** Returns once nothing is on its way any more: every outbox is empty and every service has read to the end. */
    static void awaitAtRest() {
        await().atMost(PATIENCE)
                .pollDelay(Duration.ZERO)
                .pollInterval(BETWEEN_LOOKS)
                .until(() ->
                        // What was read last may have been decided upon since the outboxes were looked at.
                        outboxesAreEmpty() && everythingIsRead() && outboxesAreEmpty() && everythingIsRead());
    }

    private static boolean outboxesAreEmpty() throws SQLException {
        Postgres postgres = RUNNING.postgres();
        for (Service service : Service.values()) {
            try (Connection connection = DriverManager.getConnection(
                            postgres.jdbcUrl(service.database()), postgres.user(), postgres.password());
                    Statement statement = connection.createStatement();
                    ResultSet waiting = statement.executeQuery("select 1 from outbox limit 1")) {
                if (waiting.next()) {
                    return false;
                }
            }
        }
        return true;
    }

    private static boolean everythingIsRead() throws ExecutionException, InterruptedException {
        List<String> groups = Stream.of(Service.values()).map(Service::module).toList();
        for (ConsumerGroupDescription group :
                KAFKA.describeConsumerGroups(groups).all().get().values()) {
            Set<TopicPartition> assigned = group.members().stream()
                    .flatMap(member -> member.assignment().topicPartitions().stream())
                    .collect(toSet());
            var read = KAFKA.listConsumerGroupOffsets(group.groupId())
                    .partitionsToOffsetAndMetadata()
                    .get();
            var ends = KAFKA.listOffsets(
                            assigned.stream().collect(toMap(partition -> partition, end -> OffsetSpec.latest())))
                    .all()
                    .get();
            for (TopicPartition partition : assigned) {
                OffsetAndMetadata offset = read.get(partition);
                if (ends.get(partition).offset() > (offset == null ? 0 : offset.offset())) {
                    return false;
                }
            }
        }
        return true;
    }
}
