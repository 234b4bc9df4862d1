package uk.gov.education.training.system;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletionException;
import uk.gov.education.training.launcher.Demo;
import uk.gov.education.training.launcher.LocalSystem;
import uk.gov.education.training.launcher.Service;
import uk.gov.education.training.launcher.ServiceProcess;
import uk.gov.education.training.localstack.ChildProcess;
import uk.gov.education.training.localstack.Ports;

/**
 * Measures the system on this machine, with the load generator on the same machine, and prints each figure with its
 * target: {@code ./benchmark}.
 */
public final class Benchmark {

    // Four cold JVMs spend more on compiling themselves than on the load.
    private static final int WARM_UP_SECONDS = 90;
    private static final int PROPAGATION_SECONDS = 30;
    private static final int PROPAGATION_RATE = 100;
    private static final int SUSTAINED_SECONDS = 30;
    private static final int PAGE_SECONDS = 10;

    private final LocalSystem localSystem;
    private final Demo demo;
    private final Path project;
    private final Path data;
    private final LoadGenerator loadGenerator;
    private final RenameLoad renameLoad;

    private Benchmark(LocalSystem localSystem, Demo demo, Path project, Path data, LoadGenerator loadGenerator) {
        this.localSystem = localSystem;
        this.demo = demo;
        this.project = project;
        this.data = data;
        this.loadGenerator = loadGenerator;
        this.renameLoad = new RenameLoad(demo, loadGenerator);
    }

    public static void main(String[] arguments) throws IOException {
        Path project = Path.of("").toAbsolutePath();
        Path data = project.resolve("system-tests/target/benchmark");
        Files.createDirectories(data);
        var localSystem = LocalSystem.onFreePorts(project, data);
        Runtime.getRuntime().addShutdownHook(new Thread(localSystem::close));
        try (var loadGenerator = new LoadGenerator()) {
            new Benchmark(localSystem, localSystem.start(true), project, data, loadGenerator).run();
        }
        System.exit(0);
    }

    private void run() {
        memory();
        renameLoad.register();
        System.out.println("Warming up");
        renameLoad.renameForSeconds(WARM_UP_SECONDS);
        renameLoad.renameAtRate(PROPAGATION_RATE, PROPAGATION_SECONDS);
        propagation();
        sustained();
        rebuild();
        page();
    }

    private void propagation() {
        long[] nanos = renameLoad.renameAtRate(PROPAGATION_RATE, PROPAGATION_SECONDS);
        Arrays.sort(nanos);
        report(
                "propagation at " + PROPAGATION_RATE + " updates/s",
                "p50 %.1f ms, p99 %.1f ms".formatted(millis(nanos, 0.5), millis(nanos, 0.99)),
                "p99 <= 250 ms");
    }

    private static double millis(long[] sorted, double quantile) {
        return sorted[(int) (sorted.length * quantile)] / 1e6;
    }

    /** Accepted changes per second, until the last of them is visible. */
    private void sustained() {
        long begin = System.nanoTime();
        long changes = renameLoad.renameForSeconds(SUSTAINED_SECONDS);
        double seconds = (System.nanoTime() - begin) / 1e9;
        report(
                "sustained changes through the system",
                "%.0f /s (%d accepted in %d s)".formatted(changes / seconds, changes, SUSTAINED_SECONDS),
                ">= 1,500 /s");
    }

    /** Another provider API with an empty database reads everything from offset 0. */
    private void rebuild() {
        localSystem.postgres().createDatabaseIfAbsent("rebuilt");
        long events = EventCounter.onTopicsOfTheProviderView(demo.kafka());
        var rebuilt = new ServiceProcess(
                Service.PROVIDER_API,
                Ports.free(),
                project,
                data.resolve("logs/rebuilt.log"),
                localSystem.kafka(),
                localSystem.postgres(),
                Map.of(
                        "QUARKUS_DATASOURCE_REACTIVE_URL",
                                localSystem.postgres().reactiveUrl("rebuilt"),
                        "QUARKUS_DATASOURCE_JDBC_URL", localSystem.postgres().jdbcUrl("rebuilt"),
                        "MP_MESSAGING_CONNECTOR_SMALLRYE_KAFKA_GROUP_ID", "rebuilt"));
        rebuilt.start();
        awaitStatus(rebuilt, "/q/health/live");
        long begin = System.nanoTime();
        awaitStatus(rebuilt, "/q/health/ready");
        double seconds = (System.nanoTime() - begin) / 1e9;
        rebuilt.stop();
        report(
                "rebuild of the provider view",
                "%.0f events/s (%d events in %.1f s)".formatted(events / seconds, events, seconds),
                ">= 8,000 /s");
    }

    private void awaitStatus(ServiceProcess service, String path) {
        while (true) {
            try {
                if (loadGenerator
                                .get(service.address() + path, "")
                                .toCompletableFuture()
                                .join()
                                .status()
                        == 200) {
                    return;
                }
            } catch (CompletionException notListening) {
                // retried
            }
            LoadGenerator.pause(20);
        }
    }

    private void page() {
        SchoolAndProvider schoolAndProvider = renameLoad.anySchoolAndProvider();
        int port = Ports.free();
        Process bare = ChildProcess.java(
                List.of(
                        "-Xmx128m",
                        "-XX:+UseSerialGC",
                        BareServer.class.getName(),
                        Integer.toString(port),
                        localSystem.postgres().address() + "/provider_api",
                        schoolAndProvider.partnership().leadProviderId().toString()),
                Map.of("CLASSPATH", System.getProperty("java.class.path")),
                data.resolve("logs/bare.log"));
        LoadGenerator.pause(2_000);
        double bareRate = pagesPerSecond("http://127.0.0.1:" + port + "/", schoolAndProvider);
        bare.destroy();
        double ours =
                pagesPerSecond(demo.providerApi() + "/api/v3/participants?page%5Bper_page%5D=100", schoolAndProvider);
        report(
                "GET of a 100-record page",
                "%.0f /s, %.2f of the bare server's %.0f /s".formatted(ours, ours / bareRate, bareRate),
                ">= 0.70 of it");
    }

    private double pagesPerSecond(String url, SchoolAndProvider schoolAndProvider) {
        loadGenerator.closedLoop(16, 5_000, () -> loadGenerator.get(url, schoolAndProvider.token()));
        long pages = loadGenerator.closedLoop(
                16,
                Duration.ofSeconds(PAGE_SECONDS).toMillis(),
                () -> loadGenerator.get(url, schoolAndProvider.token()));
        return pages / (double) PAGE_SECONDS;
    }

    private void memory() {
        for (Service service : Service.values()) {
            long kilobytes = residentKilobytes(localSystem.service(service).pid());
            report("memory at rest of " + service.module(), kilobytes / 1024 + " MB resident", "<= 300 MB");
        }
    }

    /** From Linux' /proc; 0 elsewhere. */
    private static long residentKilobytes(long pid) {
        try {
            return Files.readAllLines(Path.of("/proc/" + pid + "/status")).stream()
                    .filter(line -> line.startsWith("VmRSS:"))
                    .map(line -> line.replaceAll("\\D", ""))
                    .mapToLong(Long::parseLong)
                    .findFirst()
                    .orElse(0);
        } catch (IOException notLinux) {
            return 0;
        }
    }

    private static void report(String what, String measured, String target) {
        System.out.printf(Locale.ROOT, "%-40s %-58s target %s%n", what, measured, target);
    }
}
