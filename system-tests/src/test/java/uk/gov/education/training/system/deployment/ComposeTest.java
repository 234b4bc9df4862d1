package uk.gov.education.training.system.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import uk.gov.education.training.launcher.Service;

/** {@code deploy/compose} uses the ports, databases and settings of the services. */
class ComposeTest {

    private static final JsonNode COMPOSE = ProjectFiles.yaml("deploy/compose/compose.yaml");
    private static final JsonNode THREE_BROKERS = ProjectFiles.yaml("deploy/compose/three-brokers.yaml");

    /** The YAML merge key. */
    private static final String MERGE_KEY = "<<";

    @Test
    void everyVariableOfAServiceIsASetting() {
        Set<String> named = new TreeSet<>();
        COMPOSE.path("x-settings").fieldNames().forEachRemaining(named::add);
        COMPOSE.path("x-database").fieldNames().forEachRemaining(named::add);
        THREE_BROKERS.at("/x-client/environment").fieldNames().forEachRemaining(named::add);
        for (Service service : Service.values()) {
            environment(service).fieldNames().forEachRemaining(named::add);
        }
        named.remove(MERGE_KEY);

        assertThat(named)
                .contains("KAFKA_BOOTSTRAP_SERVERS", "OTEL_EXPORTER_OTLP_ENDPOINT")
                .isSubsetOf(ProjectFiles.settings());
    }

    @ParameterizedTest
    @EnumSource
    void serviceHasItsOwnPort(Service service) {
        assertThat(at(service).path("ports").toString())
                .contains("127.0.0.1:" + service.port() + ":" + service.port() + "\"");
        assertThat(environment(service).path("QUARKUS_HTTP_PORT").asInt()).isEqualTo(service.port());
        assertThat(ProjectFiles.text(ProjectFiles.PROJECT.resolve("deploy/prometheus/prometheus.yaml")))
                .contains("\"" + service.module() + ":" + service.port() + "\"");
    }

    @ParameterizedTest
    @EnumSource
    void serviceHasItsOwnImage(Service service) {
        assertThat(at(service).path("image").asText()).startsWith("training/" + service.module() + ":");
    }

    static List<Service> servicesWithDatabase() {
        return Service.WITH_DATABASE;
    }

    @ParameterizedTest
    @MethodSource("servicesWithDatabase")
    void serviceHasItsOwnDatabase(Service service) {
        assertThat(environment(service).toString()).contains("postgres:5432/" + service.database() + "\"");
        assertThat(ProjectFiles.text(ProjectFiles.PROJECT.resolve("deploy/compose/databases.sql")))
                .contains("create database " + service.database() + ";");
    }

    @ParameterizedTest
    @EnumSource
    void serviceWaitsForAllThreeBrokers(Service service) {
        // the name of a YAML anchor
        var dependencies = THREE_BROKERS
                .at("/services/" + service.module() + "/depends_on")
                .asText();

        assertThat(THREE_BROKERS.path("x-" + dependencies).fieldNames())
                .toIterable()
                .containsExactly("kafka-2", "kafka-3");
    }

    private static JsonNode at(Service service) {
        return COMPOSE.at("/services/" + service.module());
    }

    private static JsonNode environment(Service service) {
        return at(service).path("environment");
    }
}
