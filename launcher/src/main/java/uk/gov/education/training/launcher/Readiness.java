package uk.gov.education.training.launcher;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import uk.gov.education.training.localstack.ChildProcess;
import uk.gov.education.training.localstack.StartupException;
import uk.gov.education.training.localstack.TestTimeouts;

/** Waits until every service reports that it is ready. */
final class Readiness {

    private static final Duration LONGEST_WAIT = TestTimeouts.of(Duration.ofMinutes(4));
    private static final int LAST_LINES = 40;

    private final HttpClient http;

    Readiness(HttpClient http) {
        this.http = http;
    }

    void await(Collection<ServiceProcess> services) {
        long begin = System.nanoTime();
        var waiting = new ArrayList<>(services);
        while (!waiting.isEmpty()) {
            for (var service : List.copyOf(waiting)) {
                if (isReady(service)) {
                    System.out.println("  " + service.name() + " is ready");
                    waiting.remove(service);
                } else if (!service.isRunning()) {
                    throw new StartupException(service.name() + " has ended. Its log " + service.log() + " ends with:\n"
                            + tail(service.log()));
                }
            }
            if (System.nanoTime() - begin > LONGEST_WAIT.toNanos()) {
                var slow = waiting.getFirst();
                throw new StartupException(slow.name() + " is not ready after " + LONGEST_WAIT.toMinutes()
                        + " minutes. Its log " + slow.log() + " ends with:\n" + tail(slow.log()));
            }
            ChildProcess.pause(Duration.ofMillis(200));
        }
    }

    private boolean isReady(ServiceProcess service) {
        var request = HttpRequest.newBuilder(service.at("/q/health/ready"))
                .timeout(Duration.ofSeconds(10))
                .build();
        try {
            return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static String tail(Path log) {
        try {
            var lines = Files.readAllLines(log);
            return String.join("\n", lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size()));
        } catch (IOException e) {
            return "(it can't be read: " + e.getMessage() + ")";
        }
    }
}
