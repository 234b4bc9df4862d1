package uk.gov.education.training.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static uk.gov.education.training.localstack.TestTimeouts.LATER;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import uk.gov.education.training.launcher.LocalSystem;
import uk.gov.education.training.launcher.Service;
import uk.gov.education.training.launcher.ServiceProcess;

/** A service that is started before its broker and its database. */
class ColdStartIT {

    @TempDir
    Path data;

    @Test
    void serviceStartsWithoutBrokerAndDatabaseRecoversAndStopsCleanly() throws IOException {
        try (var running = FailureReport.of(
                LocalSystem.onFreePorts(Path.of("").toAbsolutePath().getParent(), data))) {
            ServiceProcess service = running.service(Service.PROVIDER_API);
            RestClient restClient = new RestClient(service.address(), "nobody's");

            // When it starts without broker and database
            service.start();

            // Then
            await().atMost(LATER).ignoreException(UncheckedIOException.class).untilAsserted(() -> {
                RestClient.Response health = restClient.get("/q/health");
                assertThat(health.status()).isEqualTo(503);
                assertThat(health.body().path("status").asText()).isEqualTo("DOWN");
                assertThat(metrics(service)).contains("database_reachable 0.0", "broker_reachable 0.0");
            });
            assertThat(restClient.get("/api/v3/participants").status()).isEqualTo(503);

            // When broker and database start
            running.postgres().start();
            running.postgres().createDatabaseIfAbsent(Service.PROVIDER_API.database());
            running.kafka().restart();

            // Then
            await().atMost(LATER).ignoreException(UncheckedIOException.class).untilAsserted(() -> assertThat(
                            restClient.get("/q/health").status())
                    .isEqualTo(200));
            assertThat(restClient.get("/api/v3/participants").status()).isEqualTo(401);

            // When it stops
            service.stop();

            // Then it stopped in time, without a kill
            List<String> log = Files.readAllLines(service.log());
            assertThat(log.getLast()).contains("stopped in");
            assertThat(log).noneMatch(line -> line.contains("\"ERROR\""));
        }
    }

    /** The metrics show the reasons. /q/health does not, because no token can be checked yet. */
    private static List<String> metrics(ServiceProcess service) {
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(
                            HttpRequest.newBuilder(URI.create(service.address() + "/q/metrics"))
                                    .build(),
                            BodyHandlers.ofString())
                    .body()
                    .lines()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
