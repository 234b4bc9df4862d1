package uk.gov.education.training.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;

/** The whole system on this machine: its parts, and the order in which they come and go. */
public final class Running implements AutoCloseable {

    private static final int KAFKA_PORT = 19_092;
    private static final int POSTGRES_PORT = 15_432;
    private static final Duration LEFTOVERS_END_WITHIN = Duration.ofSeconds(20);

    private final Path data;
    private final RunLock lock;
    private final KafkaBroker kafka;
    private final Postgres postgres;
    private final Map<Service, ServiceProcess> services = new EnumMap<>(Service.class);
    private volatile boolean stopping;

    /** On the ports that everybody knows. */
    Running(Path project, Path data) {
        this(project, data, KAFKA_PORT, POSTGRES_PORT, Service::port);
    }

    private Running(Path project, Path data, int kafkaPort, int postgresPort, ToIntFunction<Service> ports) {
        this.data = data;
        this.lock = RunLock.take(data);
        this.kafka = new KafkaBroker(data.resolve("kafka"), kafkaPort);
        this.postgres = new Postgres(data.resolve("postgres"), postgresPort);
        for (var service : Service.values()) {
            var log = data.resolve("logs/" + service.module() + ".log");
            services.put(
                    service,
                    new ServiceProcess(service, ports.applyAsInt(service), project, log, kafka, postgres, Map.of()));
        }
    }

    /** The whole system on ports that are free now, for a test that kills its parts. Starts nothing yet. */
    public static Running onFreePorts(Path project, Path data) {
        return new Running(project, data, 0, 0, service -> Ports.free());
    }

    public KafkaBroker kafka() {
        return kafka;
    }

    public Postgres postgres() {
        return postgres;
    }

    public ServiceProcess service(Service service) {
        return services.get(service);
    }

    /** Starts everything, and ends when all of it is ready and the demonstration's data are loaded. */
    public Demo start(boolean fresh) {
        // Of a run that was killed; in every other case there are none.
        kafka.stop();
        postgres.stop();
        PortCheck.requireFree(ports(), lock.afterCrash() ? LEFTOVERS_END_WITHIN : Duration.ZERO);
        if (fresh) {
            deleteData();
        }
        System.out.println("Starting Kafka and Postgres");
        kafka.start();
        postgres.start();
        Stream.of(Service.values()).map(Service::database).forEach(postgres::createDatabaseIfAbsent);
        kafka.awaitReady();

        System.out.println("Starting the services");
        services.values().forEach(ServiceProcess::start);
        try (var http =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            new Readiness(http).await(services.values());
            return loadDemo(http);
        }
    }

    /** Keeps every part alive until {@link #stop()}. */
    void watch() {
        var parts = new ArrayList<Part>(List.of(postgres, kafka));
        parts.addAll(services.values());
        new Watch(parts).until(() -> stopping);
    }

    /** Those who use a server end before it does. */
    void stop() {
        stopping = true;
        try (var stoppers = Executors.newVirtualThreadPerTaskExecutor()) {
            services.values().forEach(service -> stoppers.execute(service::stop));
        }
        kafka.stop();
        postgres.stop();
        lock.release();
    }

    @Override
    public void close() {
        stop();
    }

    private Demo loadDemo(HttpClient http) {
        var file = data.resolve("demo.json");
        if (!Files.exists(file)) {
            Demo.create(kafka, postgres, service -> services.get(service).address())
                    .write(file);
        }
        var demo = Demo.read(file);
        System.out.println("Loading demo data");
        new DemoTables(postgres).fill(demo);
        var partnerships = DemoData.partnerships();
        if (demo.partnerships().size() < partnerships.size()) {
            demo = demo.with(new DemoPartnerships(
                            http,
                            services.get(Service.SCHOOL_UPDATES),
                            demo.tokens().get("support"))
                    .create(partnerships));
            demo.write(file);
        }
        return demo;
    }

    private Map<Integer, String> ports() {
        var ports = new HashMap<>(Map.of(kafka.port(), kafka.name(), postgres.port(), postgres.name()));
        services.values().forEach(service -> ports.put(service.port(), service.name()));
        return ports;
    }

    private void deleteData() {
        try (var entries = Files.list(data)) {
            entries.filter(entry -> !entry.equals(lock.file())).forEach(Directories::delete);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
