package uk.gov.education.training.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import uk.gov.education.training.local.Running;
import uk.gov.education.training.local.Service;
import uk.gov.education.training.local.ServiceProcess;

/** A service that is started before its broker and its database. */
class ColdStartIT {

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    @TempDir
    Path data;

    @Test
    void serviceWaitsForBrokerAndDatabaseSaysSoRecoversByItselfAndStopsInPeace() throws IOException {
        try (var running = Running.onFreePorts(Path.of("").toAbsolutePath().getParent(), data)) {
            ServiceProcess service = running.service(Service.PROVIDER_API);
            Rest rest = new Rest(service.address(), "nobody's");

            // When it is alone
            service.start();

            // Then
            await().atMost(PATIENCE).ignoreException(UncheckedIOException.class).untilAsserted(() -> {
                Rest.Answer health = rest.get("/q/health");
                assertThat(health.status()).isEqualTo(503);
                assertThat(reason(health.body(), "database")).contains("waiting for the database");
                assertThat(reason(health.body(), "broker")).contains("does not answer");
            });
            assertThat(rest.get("/api/v3/participants").status()).isEqualTo(503);

            // When they come
            running.postgres().start();
            running.postgres().createDatabaseIfAbsent(Service.PROVIDER_API.database());
            running.kafka().restart();

            // Then
            await().atMost(PATIENCE).ignoreException(UncheckedIOException.class).untilAsserted(() -> assertThat(
                            rest.get("/q/health").status())
                    .isEqualTo(200));
            assertThat(rest.get("/api/v3/participants").status()).isEqualTo(401);

            // When it is told to stop
            long begun = System.nanoTime();
            service.stop();

            // Then
            assertThat(Duration.ofNanos(System.nanoTime() - begun))
                    .as("until it is killed it has 10 s")
                    .isLessThan(Duration.ofSeconds(10));
            List<String> log = Files.readAllLines(service.log());
            assertThat(log.getLast()).contains("stopped in");
            assertThat(log).noneMatch(line -> line.contains("\"ERROR\""));
        }
    }

    private static String reason(JsonNode health, String check) {
        for (JsonNode each : health.path("checks")) {
            if (each.path("name").asText().equals(check)) {
                return each.path("data").path("reason").asText();
            }
        }
        return "no such check";
    }
}
