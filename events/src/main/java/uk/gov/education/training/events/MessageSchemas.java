package uk.gov.education.training.events;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Validates messages against their JSON Schemas, which are resources of this module: nothing is fetched from a network.
 * An error names the place and the expectation, and never quotes a value, because values are personal data.
 */
public final class MessageSchemas {

    /** A schema's {@code $id} is this and its resource path. */
    public static final String BASE = "https://schemas.training.education.gov.uk";

    /** The most errors: they are written to a header of a dead letter, whose size is limited. */
    private static final int MOST_ERRORS = 10;

    private static final SchemaRegistry REGISTRY = SchemaRegistry.withDefaultDialect(
            SpecificationVersion.DRAFT_2020_12,
            registry -> registry.schemaIdResolvers(ids -> ids.mapPrefix(BASE, "classpath:"))
                    .schemaRegistryConfig(SchemaRegistryConfig.builder()
                            .formatAssertionsEnabled(true)
                            .locale(Locale.ROOT)
                            .build()));

    private static final Map<String, Schema> SCHEMAS = new ConcurrentHashMap<>();
    private static final Map<String, SchemaCheck> CHECKS = new ConcurrentHashMap<>();

    private MessageSchemas() {}

    /** The errors of a message's body, each as {@code path: message}. Empty if it is valid. */
    public static List<String> errors(MessageTopic topic, String cloudEventsType, byte[] body) {
        try {
            return errors(topic, cloudEventsType, Json.MAPPER.readTree(body));
        } catch (IOException notJson) {
            return List.of("/: is not JSON");
        }
    }

    public static List<String> errors(MessageTopic topic, String cloudEventsType, JsonNode body) {
        return violations(topic, cloudEventsType, body).stream()
                .limit(MOST_ERRORS)
                .map(Violation::described)
                .toList();
    }

    /** The places where a message breaks its schema. */
    public static List<Violation> violations(MessageTopic topic, String cloudEventsType, JsonNode body) {
        return isCertainlyValid(topic, cloudEventsType, body) ? List.of() : validated(topic, cloudEventsType, body);
    }

    /** Whether a message is valid, in a small part of the validator's time. False says nothing. */
    static boolean isCertainlyValid(MessageTopic topic, String cloudEventsType, JsonNode body) {
        return CHECKS.computeIfAbsent(topic.schema(cloudEventsType), path -> SchemaCheck.of(path, MessageSchemas::load))
                .passes(body);
    }

    /** The places that the validator finds. */
    static List<Violation> validated(MessageTopic topic, String cloudEventsType, JsonNode body) {
        return schema(topic, cloudEventsType).validate(body).stream()
                .map(MessageSchemas::violation)
                .toList();
    }

    /**
     * A place where a message breaks its schema.
     *
     * @param pointer the place in the message, {@code /} for the whole
     * @param keyword of the schema, such as {@code required}
     */
    public record Violation(String pointer, String keyword, String message) {

        public String described() {
            return pointer + ": " + message;
        }
    }

    /** A schema is compiled once. */
    private static Schema schema(MessageTopic topic, String type) {
        return SCHEMAS.computeIfAbsent(topic.schema(type), path -> REGISTRY.getSchema(SchemaLocation.of(BASE + path)));
    }

    private static JsonNode load(String path) {
        try (InputStream resource = requireNonNull(MessageSchemas.class.getResourceAsStream(path), path)) {
            return Json.MAPPER.readTree(resource);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static Violation violation(Error error) {
        return new Violation(
                error.getInstanceLocation().getNameCount() == 0
                        ? "/"
                        : error.getInstanceLocation().toString(),
                error.getKeyword(),
                error.getMessage());
    }
}
