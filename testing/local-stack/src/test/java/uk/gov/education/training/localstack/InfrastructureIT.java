package uk.gov.education.training.localstack;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.DriverManager;
import java.util.Map;
import org.junit.jupiter.api.Test;

class InfrastructureIT {

    @Test
    void configuresAServiceForServersThatAnswer() throws Exception {
        // Given
        var infrastructure = new TestInfrastructure();
        infrastructure.init(Map.of("database", "some_service"));

        // When
        var config = infrastructure.start();

        // Then
        assertThat(config.get("kafka.bootstrap.servers")).isNotBlank();
        assertThat("jdbc:" + config.get("quarkus.datasource.reactive.url"))
                .isEqualTo(config.get("quarkus.datasource.jdbc.url"))
                .endsWith("/some_service");
        try (var connection = DriverManager.getConnection(
                config.get("quarkus.datasource.jdbc.url"),
                config.get("quarkus.datasource.username"),
                config.get("quarkus.datasource.password"))) {
            assertThat(connection.isValid(5)).isTrue();
        }
    }
}
