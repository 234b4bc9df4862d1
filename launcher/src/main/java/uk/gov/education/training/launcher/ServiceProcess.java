package uk.gov.education.training.launcher;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import uk.gov.education.training.localstack.ChildProcess;
import uk.gov.education.training.localstack.KafkaBroker;
import uk.gov.education.training.localstack.ManagedProcess;
import uk.gov.education.training.localstack.Postgres;
import uk.gov.education.training.localstack.TestTimeouts;

/** One packaged service, as a JVM of its own. */
public final class ServiceProcess implements ManagedProcess {

    private static final Duration STOP_TIMEOUT = TestTimeouts.of(Duration.ofSeconds(10));

    // Five of these share a small machine with a broker and a database, so the heap returns unused memory.
    private static final List<String> JVM_OPTIONS = List.of(
            "-Xmx112m",
            "-XX:+UseSerialGC",
            "-XX:+UseCompactObjectHeaders",
            "-XX:MinHeapFreeRatio=10",
            "-XX:MaxHeapFreeRatio=30",
            "-Xss512k",
            // A service that is out of memory is half dead. It ends, and is started again.
            "-XX:+ExitOnOutOfMemoryError");

    private final Service service;
    private final int port;
    private final Path project;
    private final Path log;
    private final Map<String, String> environment;

    // The main thread starts it, and the thread of the shutdown hook stops it.
    private volatile Process process;

    /** @param extra additional settings, as environment variables */
    public ServiceProcess(
            Service service,
            int port,
            Path project,
            Path log,
            KafkaBroker kafka,
            Postgres postgres,
            Map<String, String> extra) {
        this.service = service;
        this.port = port;
        this.project = project;
        this.log = log;
        this.environment = environment(service, port, kafka, postgres);
        this.environment.putAll(extra);
    }

    public String address() {
        return "http://127.0.0.1:" + port;
    }

    URI at(String path) {
        return URI.create(address() + path);
    }

    int port() {
        return port;
    }

    public Service service() {
        return service;
    }

    @Override
    public String name() {
        return service.module();
    }

    @Override
    public Path log() {
        return log;
    }

    @Override
    public boolean isRunning() {
        return process != null && process.isAlive();
    }

    @Override
    public void start() {
        var jar = project.resolve(service.module()).resolve("target/quarkus-app/quarkus-run.jar");
        process = ChildProcess.java(
                Stream.concat(JVM_OPTIONS.stream(), Stream.of("-jar", jar.toString()))
                        .toList(),
                environment,
                log);
    }

    @Override
    public void stop() {
        if (process != null) {
            ChildProcess.stop(process.toHandle(), STOP_TIMEOUT);
        }
    }

    /** Ends the process as {@code kill -9} does. */
    public void kill() {
        if (process != null) {
            ChildProcess.kill(process.toHandle());
        }
    }

    public long pid() {
        return process.pid();
    }

    private static Map<String, String> environment(Service service, int port, KafkaBroker kafka, Postgres postgres) {
        var environment = new HashMap<String, String>();
        environment.put("KAFKA_BOOTSTRAP_SERVERS", kafka.bootstrapServers());
        if (service.hasDatabase()) {
            environment.put("QUARKUS_DATASOURCE_REACTIVE_URL", postgres.reactiveUrl(service.database()));
            environment.put("QUARKUS_DATASOURCE_JDBC_URL", postgres.jdbcUrl(service.database()));
            environment.put("QUARKUS_DATASOURCE_USERNAME", postgres.user());
            environment.put("QUARKUS_DATASOURCE_PASSWORD", postgres.password());
        }
        environment.put("QUARKUS_HTTP_HOST", "127.0.0.1");
        environment.put("QUARKUS_HTTP_PORT", Integer.toString(port));
        environment.put("TRAINING_SANDBOX", "true");
        return environment;
    }
}
