package uk.gov.education.training.events;

import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** A topic of messages. Each type of message has a JSON Schema. */
public sealed interface MessageTopic permits Topic, ReportTopic {

    String TYPE_PREFIX = "uk.gov.education.training.";

    /** The name of the topic in Kafka, and of the channel that reads it. */
    String name();

    /** The format of its keys. */
    KeyFormat key();

    /** The name on the wire of each type of message. */
    Map<Class<?>, String> typeNames();

    /** The CloudEvents types of this topic's messages. */
    default Set<String> types() {
        return typeNames().values().stream().map(MessageTopic::type).collect(Collectors.toUnmodifiableSet());
    }

    /** The JSON Schema of a message, by its CloudEvents type. */
    default String schema(String type) {
        return "/schemas/" + name() + "/" + type.substring(TYPE_PREFIX.length()) + ".json";
    }

    /** The topic for a service's dead letters of this topic. */
    default String deadLetters(String service) {
        return name() + "." + service + ".dead-letters";
    }

    /** The CloudEvents type of a name, such as {@code uk.gov.education.training.name-changed.v1}. */
    static String type(String typeName) {
        return TYPE_PREFIX + typeName + ".v1";
    }
}
