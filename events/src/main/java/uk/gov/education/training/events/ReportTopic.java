package uk.gov.education.training.events;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A topic of reports, or of what became of them. Each message stands for itself: there is no snapshot and no version,
 * so the topic is not compacted, and a reader handles every message.
 *
 * @param name of the topic in Kafka, and of the channel that reads it
 * @param kinds the sealed interface of its kinds of message
 * @param message the type of a whole message
 * @param key the format of its keys
 * @param typeNames the name on the wire of each kind
 */
public record ReportTopic<K, M>(
        String name, Class<K> kinds, Class<M> message, KeyFormat key, Map<Class<?>, String> typeNames)
        implements MessageTopic {

    static <K, M> ReportTopic<K, M> of(String name, Class<K> kinds, Class<M> message, KeyFormat key) {
        return new ReportTopic<>(
                name,
                kinds,
                message,
                key,
                Arrays.stream(kinds.getAnnotation(JsonSubTypes.class).value())
                        .collect(Collectors.toUnmodifiableMap(JsonSubTypes.Type::value, JsonSubTypes.Type::name)));
    }

    /** The CloudEvents type of a kind of message. */
    public String typeOf(K kind) {
        return MessageTopic.type(typeNames.get(kind.getClass()));
    }

    /** The JSON Schema of a kind of message: {@code ce_dataschema}, and a resource of this module. */
    public String schemaOf(K kind) {
        return schema(typeOf(kind));
    }
}
