package uk.gov.education.training.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.stream.Stream;

/** The whole system on this machine: its parts, and the order in which they come and go. */
final class Running {

    private static final int KAFKA_PORT = 19_092;
    private static final int POSTGRES_PORT = 15_432;
    private static final Duration LEFTOVERS_END_WITHIN = Duration.ofSeconds(20);

    private final Path data;
    private final RunLock lock;
    private final KafkaBroker kafka;
    private final Postgres postgres;
    private final List<ServiceProcess> services;
    private volatile boolean stopping;

    Running(Path project, Path data) {
        this.data = data;
        this.lock = RunLock.take(data);
        this.kafka = new KafkaBroker(data.resolve("kafka"), KAFKA_PORT);
        this.postgres = new Postgres(data.resolve("postgres"), POSTGRES_PORT);
        this.services = Stream.of(Service.values())
                .map(service -> new ServiceProcess(
                        service, project, data.resolve("logs/" + service.module() + ".log"), kafka, postgres))
                .toList();
    }

    Demo start(boolean fresh) {
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
        services.forEach(ServiceProcess::start);
        try (var http =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            new Readiness(http).await(services);
            return loadDemo(http);
        }
    }

    /** Keeps every part alive until {@link #stop()}. */
    void watch() {
        var parts = new ArrayList<Part>(List.of(postgres, kafka));
        parts.addAll(services);
        new Watch(parts).until(() -> stopping);
    }

    /** Those who use a server end before it does. */
    void stop() {
        stopping = true;
        try (var stoppers = Executors.newVirtualThreadPerTaskExecutor()) {
            services.forEach(service -> stoppers.execute(service::stop));
        }
        kafka.stop();
        postgres.stop();
        lock.release();
    }

    private Demo loadDemo(HttpClient http) {
        var file = data.resolve("demo.json");
        if (!Files.exists(file)) {
            Demo.create(kafka, postgres).write(file);
        }
        var demo = Demo.read(file);
        System.out.println("Loading demo data");
        new DemoTables(postgres).fill(demo);
        var partnerships = DemoData.partnerships();
        if (demo.partnerships().size() < partnerships.size()) {
            demo = demo.with(new DemoPartnerships(http, demo.tokens().get("support")).create(partnerships));
            demo.write(file);
        }
        return demo;
    }

    private Map<Integer, String> ports() {
        var ports = new HashMap<>(Map.of(KAFKA_PORT, kafka.name(), POSTGRES_PORT, postgres.name()));
        services.forEach(service -> ports.put(service.service().port(), service.name()));
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
