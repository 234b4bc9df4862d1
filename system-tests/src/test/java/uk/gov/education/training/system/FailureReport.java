package uk.gov.education.training.system;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.LifecycleMethodExecutionExceptionHandler;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;
import uk.gov.education.training.launcher.LocalSystem;
import uk.gov.education.training.launcher.Service;

/**
 * Prints the state of the system when a test fails: the running processes, the health of the services and the last
 * lines of every log. JUnit finds it by META-INF/services.
 */
public final class FailureReport implements TestExecutionExceptionHandler, LifecycleMethodExecutionExceptionHandler {

    private static final int LAST_BYTES = 16_384;
    private static final int LAST_LINES = 25;
    private static final int LONGEST_LINE = 600;
    private static final Set<LocalSystem> SYSTEMS = ConcurrentHashMap.newKeySet();

    /** Adds a system to the report. */
    static LocalSystem of(LocalSystem system) {
        SYSTEMS.add(system);
        return system;
    }

    @Override
    public void handleTestExecutionException(ExtensionContext test, Throwable failure) throws Throwable {
        print(test);
        throw failure;
    }

    @Override
    public void handleBeforeAllMethodExecutionException(ExtensionContext test, Throwable failure) throws Throwable {
        print(test);
        throw failure;
    }

    @Override
    public void handleBeforeEachMethodExecutionException(ExtensionContext test, Throwable failure) throws Throwable {
        print(test);
        throw failure;
    }

    @Override
    public void handleAfterEachMethodExecutionException(ExtensionContext test, Throwable failure) throws Throwable {
        print(test);
        throw failure;
    }

    private static void print(ExtensionContext test) {
        SYSTEMS.stream()
                .filter(FailureReport::isStarted)
                .forEach(system -> System.out.println(
                        "State of the system after " + test.getDisplayName() + " failed:\n" + state(system)));
    }

    private static boolean isStarted(LocalSystem system) {
        return system.kafka().isRunning()
                || system.postgres().isRunning()
                || List.of(Service.values()).stream()
                        .anyMatch(service -> system.service(service).isRunning());
    }

    private static String state(LocalSystem system) {
        StringBuilder report = new StringBuilder();
        report.append(
                describe("Kafka", system.kafka().isRunning(), system.kafka().log()));
        report.append(describe(
                "Postgres", system.postgres().isRunning(), system.postgres().log()));
        for (Service service : Service.values()) {
            var process = system.service(service);
            report.append(describe(service.module(), process.isRunning(), process.log()));
            report.append("Health: ").append(health(process.address())).append('\n');
        }
        return report.toString();
    }

    private static String describe(String name, boolean isRunning, Path log) {
        return "== " + name + (isRunning ? " is running" : " is not running") + ". Last lines of " + log + ":\n"
                + tail(log);
    }

    private static String health(String address) {
        try {
            RestClient.Response response = new RestClient(address, "nobody's").get("/q/health");
            return response.status() + " " + response.body();
        } catch (RuntimeException unavailable) {
            return unavailable.toString();
        }
    }

    private static String tail(Path log) {
        try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
            file.seek(Math.max(0, file.length() - LAST_BYTES));
            byte[] last = new byte[(int) (file.length() - file.getFilePointer())];
            file.readFully(last);
            List<String> lines =
                    new String(last, StandardCharsets.UTF_8).lines().toList();
            StringBuilder report = new StringBuilder();
            lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size()).forEach(line -> report.append("  ")
                    .append(line, 0, Math.min(line.length(), LONGEST_LINE))
                    .append('\n'));
            return report.toString();
        } catch (IOException unreadable) {
            return "  (could not read it: " + unreadable.getMessage() + ")\n";
        }
    }
}
