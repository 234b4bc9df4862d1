package uk.gov.education.training.events;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** A part of one of our schema files, with its references resolved. */
record JsonSchema(String file, JsonNode node) {

    /** A property that a message has, and the pointer of the object that has it. */
    record Found(String parent, String name, JsonSchema schema, boolean required) {

        String pointer() {
            return parent + "/" + name;
        }
    }

    static JsonSchema of(String file) {
        try (InputStream in = JsonSchema.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new AssertionError("There is no schema " + file);
            }
            return new JsonSchema(file, Json.MAPPER.readTree(in));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Set<String> properties() {
        Set<String> names = new LinkedHashSet<>();
        node.path("properties").fieldNames().forEachRemaining(names::add);
        return names;
    }

    Set<String> required() {
        Set<String> names = new LinkedHashSet<>();
        node.path("required").forEach(name -> names.add(name.textValue()));
        return names;
    }

    JsonSchema property(String name) {
        return followed(node.path("properties").path(name));
    }

    JsonSchema items() {
        return followed(node.path("items"));
    }

    boolean isObject() {
        return "object".equals(type());
    }

    boolean isArray() {
        return "array".equals(type());
    }

    String type() {
        return node.path("type").asText();
    }

    /** Every object in this schema, itself first. */
    List<JsonSchema> objects() {
        List<JsonSchema> objects = new ArrayList<>();
        if (isObject()) {
            objects.add(this);
            properties().forEach(name -> objects.addAll(property(name).objects()));
        } else if (isArray()) {
            objects.addAll(items().objects());
        }
        return objects;
    }

    /** The pointers that a message may have, with {@code *} for the places in an array. */
    Set<String> pointers() {
        Set<String> pointers = new LinkedHashSet<>();
        for (String name : properties()) {
            JsonSchema property = property(name);
            JsonSchema inside = property.isArray() ? property.items() : property;
            pointers.add("/" + name);
            inside.pointers().forEach(pointer -> pointers.add("/" + name + (property.isArray() ? "/*" : "") + pointer));
        }
        return pointers;
    }

    /** Every property of this schema that a message has. */
    List<Found> in(JsonNode message) {
        return in(message, "");
    }

    private List<Found> in(JsonNode object, String pointer) {
        List<Found> found = new ArrayList<>();
        for (String name : properties()) {
            if (object.has(name)) {
                JsonSchema property = property(name);
                JsonNode value = object.get(name);
                String at = pointer + "/" + name;
                found.add(new Found(pointer, name, property, required().contains(name)));
                if (property.isObject()) {
                    found.addAll(property.in(value, at));
                }
                for (int place = 0; property.isArray() && place < value.size(); place++) {
                    found.addAll(property.items().in(value.get(place), at + "/" + place));
                }
            }
        }
        return found;
    }

    private JsonSchema followed(JsonNode target) {
        String ref = target.path("$ref").asText();
        if (ref.isEmpty()) {
            return new JsonSchema(file, target);
        }
        return ref.startsWith("#")
                ? new JsonSchema(file, of(file).node().at(ref.substring(1)))
                : of(file.substring(0, file.lastIndexOf('/') + 1) + ref);
    }
}
