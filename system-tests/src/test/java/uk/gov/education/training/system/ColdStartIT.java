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
    void serviceStartsBeforeItsServersReportsItRecoversAndStopsCleanly() throws IOException {
        try (var running = FailureReport.of(
                LocalSystem.onFreePorts(Path.of("").toAbsolutePath().getParent(), data))) {
            ServiceProcess service = running.service(Service.PROVIDER_API);
            RestClient restClient = new RestClient(service.address(), "nobody's");

            // When it is alone
            service.start();

            // Then
            await().atMost(LATER).ignoreException(UncheckedIOException.class).untilAsserted(() -> {
                RestClient.Answer health = restClient.get("/q/health");
                assertThat(health.status()).isEqualTo(503);
                assertThat(health.body().path("status").asText()).isEqualTo("DOWN");
                assertThat(metrics(service)).contains("database_reachable 0.0", "broker_reachable 0.0");
            });
            assertThat(restClient.get("/api/v3/participants").status()).isEqualTo(503);

            // When they come
            running.postgres().start();
            running.postgres().createDatabaseIfAbsent(Service.PROVIDER_API.database());
            running.kafka().restart();

            // Then
            await().atMost(LATER).ignoreException(UncheckedIOException.class).untilAsserted(() -> assertThat(
                            restClient.get("/q/health").status())
                    .isEqualTo(200));
            assertThat(restClient.get("/api/v3/participants").status()).isEqualTo(401);

            // When it is told to stop
            service.stop();

            // Then it was not killed for taking too long
            List<String> log = Files.readAllLines(service.log());
            assertThat(log.getLast()).contains("stopped in");
            assertThat(log).noneMatch(line -> line.contains("\"ERROR\""));
        }
    }

    /** No token can be checked, so that nobody hears the reasons; the metrics have them. */
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
