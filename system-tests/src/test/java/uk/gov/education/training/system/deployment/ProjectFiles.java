package uk.gov.education.training.system.deployment;

import com.fasterxml.jackson.databind.JsonNode;
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
import uk.gov.education.training.events.Topics;
import uk.gov.education.training.launcher.Service;

/** The project's sources, as the deployment files must agree with them. */
final class ProjectFiles {

    static final Path PROJECT = Path.of("..");

    private static final Pattern CONFIGURED = Pattern.compile("@ConfigProperty\\(name = \"([a-z0-9.-]+)\"");
    private static final Pattern OTEL_SETTING = Pattern.compile("\"(otel\\.[a-z.]+)\"");
    private static final Pattern CONSUMED = Pattern.compile("@Incoming\\(Topics\\.([A-Z_]+)_NAME\\)");

    private ProjectFiles() {}

    /** The settings in the project's files and code, as names of environment variables. */
    static Set<String> settings() {
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

    /** The names of the topics that a service consumes. */
    static Set<String> consumed(Service service) {
        Set<String> consumed = new TreeSet<>();
        files(service.module(), ".java")
                .forEach(file -> CONSUMED.matcher(text(file)).results().forEach(found -> {
                    var constant = found.group(1);
                    consumed.add(Topics.names().stream()
                            .filter(name -> constant(name).equals(constant))
                            .findFirst()
                            .orElseThrow());
                }));
        return consumed;
    }

    private static String constant(String topic) {
        return topic.toUpperCase(Locale.ROOT).replace('-', '_');
    }

    static JsonNode yaml(String file) {
        try {
            return new YAMLMapper().readTree(PROJECT.resolve(file).toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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
                .forEach(module -> found.addAll(files(module, ending)));
        return found;
    }

    private static List<Path> files(String module, String ending) {
        try (Stream<Path> all = Files.walk(PROJECT.resolve(module).resolve("src/main"))) {
            return all.filter(file -> file.toString().endsWith(ending)).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
