package uk.gov.education.training.localstack;

import org.testcontainers.kafka.KafkaContainer;
import org.testcontainers.postgresql.PostgreSQLContainer;

/** The servers in containers, which Testcontainers removes after this JVM. */
record Containers(KafkaContainer kafka, PostgreSQLContainer database) {

    static Containers get() {
        return Holder.CONTAINERS;
    }

    String bootstrapServers() {
        return kafka.getBootstrapServers();
    }

    PostgresServer postgres() {
        return new PostgresServer(
                database.getHost(),
                database.getMappedPort(PostgreSQLContainer.POSTGRESQL_PORT),
                database.getUsername(),
                database.getPassword());
    }

    // Closed by Testcontainers' own watcher, since there is no last test to close them after.
    @SuppressWarnings("resource")
    private static Containers start() {
        var kafka = new KafkaContainer("apache/kafka:4.1.2")
                .withEnv("KAFKA_AUTO_CREATE_TOPICS_ENABLE", "false")
                .withEnv("KAFKA_GROUP_INITIAL_REBALANCE_DELAY_MS", "0");
        var database =
                new PostgreSQLContainer("postgres:17.6-alpine").withCommand("postgres", "-c", "max_connections=200");
        kafka.start();
        database.start();
        return new Containers(kafka, database);
    }

    private static final class Holder {
        static final Containers CONTAINERS = start();
    }
}
