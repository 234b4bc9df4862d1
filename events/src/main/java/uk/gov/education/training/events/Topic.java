package uk.gov.education.training.events;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.databind.JavaType;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A topic with one owner and one key per entity. Each message has the change, and the owner's whole snapshot of the key
 * after it.
 *
 * @param name of the topic in Kafka, and of the channel that reads it
 * @param changes the sealed interface of its changes
 * @param snapshot the type of the snapshot in every message
 * @param key the format of its keys
 * @param keyOf returns the key of a snapshot
 * @param typeNames the name on the wire of each type of change
 * @param message the type of its messages, for reading and writing them as JSON
 */
public record Topic<C, S>(
        String name,
        Class<C> changes,
        Class<S> snapshot,
        KeyFormat key,
        Function<S, String> keyOf,
        Map<Class<?>, String> typeNames,
        JavaType message)
        implements MessageTopic {

    static <C, S> Topic<C, S> of(
            String name, Class<C> changes, Class<S> snapshot, KeyFormat key, Function<S, String> keyOf) {
        return new Topic<>(
                name,
                changes,
                snapshot,
                key,
                keyOf,
                Arrays.stream(changes.getAnnotation(JsonSubTypes.class).value())
                        .collect(Collectors.toUnmodifiableMap(JsonSubTypes.Type::value, JsonSubTypes.Type::name)),
                Json.MAPPER.getTypeFactory().constructParametricType(Message.class, changes, snapshot));
    }

    /** The CloudEvents type of a change, such as {@code uk.gov.education.training.name-changed.v1}. */
    public String typeOf(C change) {
        return MessageTopic.type(typeNames.get(change.getClass()));
    }

    /** The JSON Schema of the message that carries a change: {@code ce_dataschema}, and a resource of this module. */
    public String schemaOf(C change) {
        return schema(typeOf(change));
    }
}
