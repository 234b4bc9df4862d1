package uk.gov.education.training.events;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A recorded message, kept for good: {@code contract/<topic>/<type name>[.<variant>].v<version>.json}.
 *
 * @param type the CloudEvents type
 */
record Golden(Topic<?, ?> topic, String typeName, String type, String name, JsonNode body) {

    private static final Pattern FILE_NAME = Pattern.compile("([a-z-]+)(?:\\.[a-z-]+)?\\.(v[0-9]+)\\.json");

    static List<Golden> all() {
        return Topics.ALL.stream().flatMap(topic -> of(topic).stream()).toList();
    }

    static List<Golden> of(Topic<?, ?> topic) {
        try (Stream<Path> files = Files.list(folder().resolve(topic.name()))) {
            return files.sorted().map(file -> read(topic, file)).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The directory of the golden files. */
    static Path folder() {
        try {
            return Path.of(requireNonNull(Golden.class.getResource("/contract")).toURI());
        } catch (URISyntaxException e) {
            throw new AssertionError(e);
        }
    }

    private static Golden read(Topic<?, ?> topic, Path file) {
        String name = file.getFileName().toString();
        Matcher matcher = FILE_NAME.matcher(name);
        if (!matcher.matches()) {
            throw new AssertionError("Not the name of a golden file: " + file);
        }
        try {
            return new Golden(
                    topic,
                    matcher.group(1),
                    "uk.gov.education.training." + matcher.group(1) + "." + matcher.group(2),
                    name,
                    Json.MAPPER.readTree(file.toFile()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether messages of this version are still written, not only read. */
    boolean isCurrent() {
        return topic.types().contains(type);
    }

    JsonSchema schema() {
        return JsonSchema.of(topic.schema(type));
    }

    List<String> errors(JsonNode changed) {
        return MessageSchemas.errors(topic, type, changed);
    }

    Message<?, ?> decoded(JsonNode json) {
        JavaType message =
                Json.MAPPER.getTypeFactory().constructParametricType(Message.class, topic.changes(), topic.snapshot());
        return Json.MAPPER.convertValue(json, message);
    }

    @Override
    public String toString() {
        return topic.name() + "/" + name;
    }
}
