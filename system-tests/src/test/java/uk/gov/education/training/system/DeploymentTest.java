package uk.gov.education.training.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import uk.gov.education.training.launcher.Service;

/** The deployment files use the ports, databases and settings of the services. */
class DeploymentTest {

    private static final Path PROJECT = Path.of("..");
    private static final JsonNode COMPOSE =
            documents("deploy/compose/compose.yaml").getFirst();
    private static final List<JsonNode> KUBERNETES = documents("deploy/kubernetes/training.yaml");
    private static final Pattern CONFIGURED = Pattern.compile("@ConfigProperty\\(name = \"([a-z0-9.-]+)\"");
    private static final Pattern OTEL_SETTING = Pattern.compile("\"(otel\\.[a-z.]+)\"");

    /** The YAML merge key. */
    private static final String MERGE_KEY = "<<";

    /** A variable that Kubernetes sets and other settings refer to. */
    private static final String POD_IP_VARIABLE = "POD_IP";

    @Test
    void everyVariableOfAServiceIsASetting() {
        Set<String> named = new TreeSet<>();
        COMPOSE.path("x-settings").fieldNames().forEachRemaining(named::add);
        for (Service service : Service.values()) {
            JsonNode composed = COMPOSE.at("/services/" + service.module() + "/environment");
            composed.fieldNames().forEachRemaining(named::add);
            container(service)
                    .path("env")
                    .forEach(variable -> named.add(variable.path("name").asText()));
        }
        KUBERNETES.forEach(document -> {
            document.path("data").fieldNames().forEachRemaining(named::add);
            document.path("stringData").fieldNames().forEachRemaining(named::add);
        });
        named.remove(MERGE_KEY);
        named.remove(POD_IP_VARIABLE);

        assertThat(named)
                .contains("KAFKA_BOOTSTRAP_SERVERS", "OTEL_EXPORTER_OTLP_ENDPOINT")
                .isSubsetOf(settings());
    }

    @ParameterizedTest
    @EnumSource
    void serviceHasItsOwnPort(Service service) {
        assertThat(COMPOSE.at("/services/" + service.module() + "/ports").toString())
                .contains(":" + service.port() + "\"");
        assertThat(container(service).at("/ports/0/containerPort").asInt()).isEqualTo(service.port());
        assertThat(text(PROJECT.resolve("deploy/prometheus/prometheus.yaml")))
                .contains("\"" + service.module() + ":" + service.port() + "\"");
    }

    static List<Service> servicesWithDatabase() {
        return Service.WITH_DATABASE;
    }

    @ParameterizedTest
    @MethodSource("servicesWithDatabase")
    void serviceHasItsOwnDatabase(Service service) {
        assertThat(COMPOSE.at("/services/" + service.module() + "/environment").toString())
                .contains("postgres:5432/" + service.database() + "\"");
        assertThat(text(PROJECT.resolve("deploy/compose/databases.sql")))
                .contains("create database " + service.database() + ";");
        assertThat(container(service).path("env").toString())
                .contains("jdbc:postgresql://postgres:5432/" + service.database() + "\"")
                .contains("\"postgresql://postgres:5432/" + service.database() + "\"");
    }

    private static JsonNode container(Service service) {
        return KUBERNETES.stream()
                .filter(document -> document.path("kind").asText().equals("Deployment"))
                .filter(document -> document.at("/metadata/name").asText().equals(service.module()))
                .findFirst()
                .orElseThrow()
                .at("/spec/template/spec/containers/0");
    }

    /** The settings in the project's files and code, as names of environment variables. */
    private static Set<String> settings() {
        Set<String> settings = new TreeSet<>();
        files("application.properties").forEach(file -> addKeys(file, settings));
        files("microprofile-config.properties").forEach(file -> addKeys(file, settings));
        files(".java").forEach(file -> {
            String code = text(file);
            CONFIGURED.matcher(code).results().forEach(found -> settings.add(variable(found.group(1))));
            OTEL_SETTING.matcher(code).results().forEach(found -> settings.add(variable(found.group(1))));
        });
        return settings;
    }

    private static void addKeys(Path file, Set<String> settings) {
        text(file)
                .lines()
                .filter(line -> line.contains("=") && !line.startsWith("#"))
                .map(line -> line.substring(0, line.indexOf('=')))
                .forEach(key -> settings.add(variable(key)));
    }

    private static String variable(String setting) {
        return setting.replaceAll("[^a-zA-Z0-9]", "_").toUpperCase(Locale.ROOT);
    }

    private static List<Path> files(String ending) {
        List<Path> found = new ArrayList<>();
        Stream.concat(Stream.of("platform"), Stream.of(Service.values()).map(Service::module))
                .forEach(module -> {
                    try (Stream<Path> all = Files.walk(PROJECT.resolve(module).resolve("src/main"))) {
                        all.filter(file -> file.toString().endsWith(ending)).forEach(found::add);
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                });
        return found;
    }

    private static List<JsonNode> documents(String file) {
        var yaml = new YAMLMapper();
        try (var parser = new YAMLFactory().createParser(PROJECT.resolve(file).toFile())) {
            return yaml.readValues(parser, JsonNode.class).readAll();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
