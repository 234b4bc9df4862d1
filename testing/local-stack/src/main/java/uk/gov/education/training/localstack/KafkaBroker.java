package uk.gov.education.training.localstack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;

/**
 * A real Kafka: broker and controller in one process of their own, so that a test can kill it and restart it on the
 * same data and port. It ends with this JVM.
 *
 * <p>Two objects on the same directory are handles to the same broker.
 */
public final class KafkaBroker implements ManagedProcess {

    private static final Duration STARTS_WITHIN = TestTimeouts.LATER;
    private static final Duration STOPS_WITHIN = Duration.ofSeconds(20);

    private final Path directory;
    private final int port;
    private final PidFile pidFile;

    /** @param port 0 for a free one, which the directory keeps */
    public KafkaBroker(Path directory, int port) {
        this.directory = directory.toAbsolutePath().normalize();
        this.port = Ports.keptIn(this.directory, port);
        this.pidFile = new PidFile(
                this.directory.resolve("broker.pid"), propertiesFile().toString());
    }

    /** Starts the broker, after stopping one that a killed JVM left on this directory. Returns before it is ready. */
    @Override
    public void start() {
        stop();
        writeProperties();
        var process = ChildProcess.java(
                List.of(
                        "-Xms96m",
                        "-Xmx384m",
                        "-XX:+UseSerialGC",
                        BrokerMain.class.getName(),
                        propertiesFile().toString()),
                // As a variable, since the class path of a test is too long to be seen on a command line.
                Map.of("CLASSPATH", System.getProperty("java.class.path")),
                log());
        pidFile.write(process.pid());
    }

    /** Waits until the broker answers. Fails if it has ended or takes too long. */
    public void awaitReady() {
        long deadline = System.nanoTime() + STARTS_WITHIN.toNanos();
        // Asking the port first spares the log the admin client's many warnings.
        while (!Ports.accepts(port) || !answers()) {
            if (!isRunning()) {
                throw new IllegalStateException("Kafka has ended; see " + log());
            }
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("Kafka is not ready after " + STARTS_WITHIN + "; see " + log());
            }
            ChildProcess.pause(Duration.ofMillis(50));
        }
    }

    /** Stops the broker cleanly, if it is running. */
    @Override
    public void stop() {
        pidFile.process().ifPresent(process -> ChildProcess.stop(process, STOPS_WITHIN));
    }

    /** Kills the broker like {@code kill -9}: it flushes nothing and informs no one. */
    public void kill() {
        pidFile.process().ifPresent(ChildProcess::kill);
    }

    public void restart() {
        start();
        awaitReady();
    }

    @Override
    public boolean isRunning() {
        return pidFile.process().isPresent();
    }

    public long pid() {
        return pidFile.process()
                .orElseThrow(() -> new IllegalStateException("Kafka is not running"))
                .pid();
    }

    public int port() {
        return port;
    }

    public String bootstrapServers() {
        return "127.0.0.1:" + port;
    }

    @Override
    public String name() {
        return "Kafka";
    }

    @Override
    public Path log() {
        return directory.resolve("kafka.log");
    }

    private Path propertiesFile() {
        return directory.resolve("broker.properties");
    }

    private boolean answers() {
        Map<String, Object> config = Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers(),
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, 8_000,
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 10_000);
        try (var admin = Admin.create(config)) {
            return !admin.describeCluster().nodes().get(12, TimeUnit.SECONDS).isEmpty();
        } catch (ExecutionException | TimeoutException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private void writeProperties() {
        try {
            Files.createDirectories(directory);
            try (var out = Files.newOutputStream(propertiesFile())) {
                properties().store(out, null);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Properties properties() {
        // Only the broker talks to the controller, so its port may change with every start.
        int controllerPort = Ports.free();
        var properties = new Properties();
        properties.putAll(Map.of(
                "node.id", "1",
                "process.roles", "broker,controller",
                "listeners", "PLAINTEXT://127.0.0.1:" + port + ",CONTROLLER://127.0.0.1:" + controllerPort,
                "controller.listener.names", "CONTROLLER",
                "controller.quorum.voters", "1@127.0.0.1:" + controllerPort,
                "log.dirs", directory.resolve("log").toString(),
                "auto.create.topics.enable", "false"));
        // A killed broker is back only when the controller has given up its old session, 9 s by default.
        properties.putAll(Map.of(
                "broker.session.timeout.ms", "3000",
                "broker.heartbeat.interval.ms", "500",
                "group.initial.rebalance.delay.ms", "0"));
        // One node, and two cores for everything.
        properties.putAll(Map.of(
                "offsets.topic.replication.factor", "1",
                "offsets.topic.num.partitions", "4",
                "transaction.state.log.replication.factor", "1",
                "transaction.state.log.min.isr", "1",
                "transaction.state.log.num.partitions", "4",
                "share.coordinator.state.topic.replication.factor", "1",
                "share.coordinator.state.topic.min.isr", "1",
                "share.coordinator.state.topic.num.partitions", "1"));
        properties.putAll(Map.of(
                "num.network.threads", "2",
                "num.io.threads", "3",
                "background.threads", "2",
                "num.recovery.threads.per.data.dir", "2",
                "log.cleaner.enable", "true",
                "log.cleaner.threads", "1",
                "log.cleaner.dedupe.buffer.size", Integer.toString(16 << 20),
                "log.segment.bytes", Integer.toString(64 << 20),
                "log.index.size.max.bytes", Integer.toString(2 << 20)));
        return properties;
    }
}
