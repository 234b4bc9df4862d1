package uk.gov.education.training.localstack;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.HashMap;
import java.util.Map;
import org.testcontainers.DockerClientFactory;

/**
 * Kafka and Postgres for the integration tests of a service: in containers if Docker is available, otherwise embedded.
 * The system property {@code containers} chooses: {@code true} or {@code false}. They start once per JVM, on free
 * ports, and are removed with it, including their data.
 *
 * <p>Arguments: {@code database} is the name of the database ("test" if absent); {@code embedded=true} requires the
 * embedded servers, for a test that kills them through {@link #broker()} and {@link #postgres()}.
 */
public final class TestInfrastructure implements QuarkusTestResourceLifecycleManager {

    private String database = "test";
    private boolean embedded;

    @Override
    public void init(Map<String, String> arguments) {
        database = arguments.getOrDefault("database", database);
        embedded = Boolean.parseBoolean(arguments.get("embedded"));
    }

    @Override
    public Map<String, String> start() {
        return embedded || !isContainersWanted() ? embedded() : inContainers();
    }

    /** Does nothing: the next test class of this JVM uses the same servers. */
    @Override
    public void stop() {}

    /** The embedded broker, started if it was not. */
    public static KafkaBroker broker() {
        return EmbeddedServers.get().broker();
    }

    /** The embedded Postgres, started if it was not. */
    public static Postgres postgres() {
        return EmbeddedServers.get().postgres();
    }

    private static boolean isContainersWanted() {
        var chosen = System.getProperty("containers", "");
        return chosen.isBlank() ? DockerClientFactory.instance().isDockerAvailable() : Boolean.parseBoolean(chosen);
    }

    private Map<String, String> embedded() {
        return config(broker().bootstrapServers(), postgres().server());
    }

    private Map<String, String> inContainers() {
        var containers = Containers.get();
        return config(containers.bootstrapServers(), containers.postgres());
    }

    private Map<String, String> config(String bootstrapServers, PostgresServer postgres) {
        postgres.createDatabaseIfAbsent(database);
        var config = new HashMap<String, String>();
        config.put("kafka.bootstrap.servers", bootstrapServers);
        config.put("quarkus.datasource.reactive.url", postgres.reactiveUrl(database));
        config.put("quarkus.datasource.jdbc.url", postgres.jdbcUrl(database));
        config.put("quarkus.datasource.username", postgres.user());
        config.put("quarkus.datasource.password", postgres.password());
        return config;
    }
}
