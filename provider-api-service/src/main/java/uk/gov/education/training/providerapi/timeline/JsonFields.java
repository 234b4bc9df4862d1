package uk.gov.education.training.providerapi.timeline;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;

/** The values of a JSON document by their path, such as {@code ecf_enrolments[0].email}. */
final class JsonFields {

    private JsonFields() {}

    static Map<String, String> of(JsonNode document) {
        Map<String, String> fields = new LinkedHashMap<>();
        collect("", document, fields);
        return fields;
    }

    private static void collect(String path, JsonNode node, Map<String, String> fields) {
        if (node.isObject() && !node.isEmpty()) {
            node.properties()
                    .forEach(field -> collect(
                            path.isEmpty() ? field.getKey() : path + "." + field.getKey(), field.getValue(), fields));
        } else if (node.isArray() && !node.isEmpty()) {
            for (int i = 0; i < node.size(); i++) {
                collect(path + "[" + i + "]", node.get(i), fields);
            }
        } else {
            fields.put(path, node.isNull() ? "null" : node.isValueNode() ? node.asText() : node.toString());
        }
    }
}
