package uk.gov.education.training.launcher;

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
import uk.gov.education.training.localstack.Directories;
import uk.gov.education.training.localstack.KafkaBroker;
import uk.gov.education.training.localstack.ManagedProcess;
import uk.gov.education.training.localstack.Ports;
import uk.gov.education.training.localstack.Postgres;

/** The whole system on this machine. Starts its processes in order, and stops them in the reverse order. */
public final class LocalSystem implements AutoCloseable {

    static final int KAFKA_PORT = 19_092;
    static final int POSTGRES_PORT = 15_432;
    private static final Duration LEFTOVERS_END_WITHIN = Duration.ofSeconds(20);

    // A test or benchmark sends more requests than the limit of one token allows.
    private static final Map<String, String> NO_RATE_LIMIT = Map.of("TRAINING_RATE_LIMIT_REQUESTS", "1000000000");

    private final Path project;
    private final Map<String, String> settings;
    private final Map<String, String> providerApiSettings;
    private final ServiceToken serviceToken;
    private final Path data;
    private final RunLock lock;
    private final KafkaBroker kafka;
    private final Postgres postgres;
    private final Map<Service, ServiceProcess> services = new EnumMap<>(Service.class);
    private volatile boolean stopping;

    /** Uses the documented ports. */
    LocalSystem(Path project, Path data) {
        this(project, data, KAFKA_PORT, POSTGRES_PORT, Service::port, Map.of());
    }

    private LocalSystem(
            Path project,
            Path data,
            int kafkaPort,
            int postgresPort,
            ToIntFunction<Service> ports,
            Map<String, String> settings) {
        this.project = project;
        this.data = data;
        this.lock = RunLock.take(data);
        this.kafka = new KafkaBroker(data.resolve("kafka"), kafkaPort);
        this.postgres = new Postgres(data.resolve("postgres"), postgresPort);
        var portByService = new EnumMap<Service, Integer>(Service.class);
        Stream.of(Service.values()).forEach(service -> portByService.put(service, ports.applyAsInt(service)));
        this.settings = new HashMap<>(settings);
        this.settings.putAll(console(portByService));
        this.serviceToken = new ServiceToken(data);
        this.providerApiSettings = Map.of(
                "TRAINING_SCHOOL_UPDATES_URL",
                "http://127.0.0.1:" + portByService.get(Service.SCHOOL_UPDATES),
                "TRAINING_SCHOOL_UPDATES_TOKEN",
                serviceToken.text());
        for (var service : Service.values()) {
            var log = data.resolve("logs/" + service.module() + ".log");
            services.put(
                    service,
                    new ServiceProcess(
                            service,
                            portByService.get(service),
                            project,
                            log,
                            kafka,
                            postgres,
                            settings(service, Map.of())));
        }
    }

    /**
     * Creates a system on free ports and without a rate limit, for tests that kill its processes and for benchmarks.
     * Starts nothing yet.
     */
    public static LocalSystem onFreePorts(Path project, Path data) {
        return onFreePorts(project, data, Map.of());
    }

    /**
     * Creates a system on free ports and without a rate limit.
     *
     * @param extra settings of all services, as environment variables
     */
    public static LocalSystem onFreePorts(Path project, Path data, Map<String, String> extra) {
        var settings = new HashMap<>(NO_RATE_LIMIT);
        settings.putAll(extra);
        return new LocalSystem(project, data, 0, 0, service -> Ports.free(), settings);
    }

    /** @param extra settings beside the usual ones */
    private Map<String, String> settings(Service service, Map<String, String> extra) {
        var all = new HashMap<>(settings);
        if (service == Service.PROVIDER_API) {
            all.putAll(providerApiSettings);
        }
        all.putAll(extra);
        return all;
    }

    /** The addresses of the services for the console: {@code training.console.services."<service>"}. */
    private static Map<String, String> console(Map<Service, Integer> ports) {
        var addresses = new HashMap<String, String>();
        Service.WITH_DATABASE.forEach(service -> addresses.put(
                "TRAINING_CONSOLE_SERVICES__" + service.name() + "_SERVICE_",
                "http://127.0.0.1:" + ports.get(service)));
        return addresses;
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

    /**
     * Creates another instance of a service, on a free port and with its own log. The caller starts and stops it.
     *
     * @param extra additional settings, as environment variables
     */
    public ServiceProcess newInstance(Service service, Map<String, String> extra) {
        int port = Ports.free();
        var log = data.resolve("logs/" + service.module() + "-" + port + ".log");
        return new ServiceProcess(service, port, project, log, kafka, postgres, settings(service, extra));
    }

    /** Starts everything, waits until it is ready, and loads the demonstration's data without people. */
    public Demo start(boolean fresh) {
        return start(fresh, false);
    }

    /** Starts everything, waits until it is ready, and loads all data of the demonstration. */
    public Demo startWithPeople(boolean fresh) {
        return start(fresh, true);
    }

    private Demo start(boolean fresh, boolean withPeople) {
        // Stops the servers that a killed run has left behind.
        kafka.stop();
        postgres.stop();
        PortCheck.requireFree(ports(), lock.afterCrash() ? LEFTOVERS_END_WITHIN : Duration.ZERO);
        if (fresh) {
            deleteData();
        }
        serviceToken.keep();
        System.out.println("Starting Kafka and Postgres");
        kafka.start();
        postgres.start();
        Service.WITH_DATABASE.stream().map(Service::database).forEach(postgres::createDatabaseIfAbsent);
        kafka.awaitReady();

        System.out.println("Starting the services");
        services.values().forEach(ServiceProcess::start);
        try (var http =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            new Readiness(http).await(services.values());
            return loadDemo(http, withPeople);
        }
    }

    /** Restarts processes that die, until {@link #stop()}. */
    void watch() {
        var processes = new ArrayList<ManagedProcess>(List.of(postgres, kafka));
        processes.addAll(services.values());
        new Supervisor(processes).until(() -> stopping);
    }

    /** Stops the services before the servers that they use. */
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

    private Demo loadDemo(HttpClient http, boolean withPeople) {
        System.out.println("Loading demo data");
        var file = data.resolve("demo.json");
        if (!Files.exists(file)) {
            Demo.create(kafka.bootstrapServers(), postgres.address(), this::address)
                    .write(file);
        }
        var loader = new DemoLoader(http, Databases.of(postgres), this::address, serviceToken.text(), file);
        var demo = loader.load();
        if (withPeople) {
            loader.loadPeopleOnce(demo);
        }
        return demo;
    }

    private String address(Service service) {
        return services.get(service).address();
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
