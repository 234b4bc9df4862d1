package uk.gov.education.training.events;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * A check whether JSON is certainly valid by a schema, made of the few keywords that our schemas use. It takes a small
 * part of the time of a validator, which is needed only to decide about JSON of an unusual form, and to explain what is
 * wrong.
 */
@FunctionalInterface
interface SchemaCheck {

    /** Whether the JSON is certainly valid. False says nothing. */
    boolean passes(JsonNode json);

    /** The keywords that constrain nothing. */
    Set<String> ANNOTATIONS = Set.of("$schema", "$id", "$defs", "title", "description");

    /**
     * Compiles the schema of a resource, with those that it refers to. Nothing passes a keyword that is not known here.
     *
     * @param load reads a schema by the path of its resource
     */
    static SchemaCheck of(String path, Function<String, JsonNode> load) {
        return new Compiler(load).resource(path);
    }

    /** Compiles schemas. Each one is compiled once. */
    final class Compiler {

        private final Function<String, JsonNode> load;
        private final Map<String, SchemaCheck> compiled = new HashMap<>();

        private Compiler(Function<String, JsonNode> load) {
            this.load = load;
        }

        private SchemaCheck resource(String path) {
            return at(path, "");
        }

        private SchemaCheck at(String path, String pointer) {
            String place = path + "#" + pointer;
            SchemaCheck known = compiled.get(place);
            if (known == null) {
                known = schema(path, load.apply(path).at(pointer));
                compiled.put(place, known);
            }
            return known;
        }

        private SchemaCheck schema(String path, JsonNode schema) {
            List<SchemaCheck> checks = new ArrayList<>();
            schema.properties().forEach(keyword -> {
                if (!ANNOTATIONS.contains(keyword.getKey())) {
                    checks.add(keyword(path, keyword.getKey(), keyword.getValue()));
                }
            });
            SchemaCheck[] all = checks.toArray(SchemaCheck[]::new);
            return json -> {
                for (SchemaCheck check : all) {
                    if (!check.passes(json)) {
                        return false;
                    }
                }
                return true;
            };
        }

        private SchemaCheck keyword(String path, String name, JsonNode value) {
            return switch (name) {
                case "$ref" -> reference(path, value.textValue());
                case "type" -> type(value.asText());
                case "const" -> value::equals;
                case "enum" -> enumeration(value);
                case "required" -> required(value);
                case "properties" -> properties(path, value);
                case "items" -> items(schema(path, value));
                case "minItems" -> json -> json.isArray() && json.size() >= value.intValue();
                case "minLength" -> json -> json.isTextual() && length(json) >= value.intValue();
                case "maxLength" -> json -> json.isTextual() && length(json) <= value.intValue();
                case "pattern" -> pattern(Pattern.compile(value.textValue()));
                case "format" -> CheckedFormat.of(value.textValue());
                case "minimum" -> number(value.decimalValue(), (number, least) -> number.compareTo(least) >= 0);
                case "maximum" -> number(value.decimalValue(), (number, most) -> number.compareTo(most) <= 0);
                case "multipleOf" ->
                    number(
                            value.decimalValue(),
                            (number, step) -> number.remainder(step).signum() == 0);
                default -> json -> false;
            };
        }

        private SchemaCheck reference(String path, String reference) {
            int hash = reference.indexOf('#');
            String file = hash < 0 ? reference : reference.substring(0, hash);
            String pointer = hash < 0 ? "" : reference.substring(hash + 1);
            return at(file.isEmpty() ? path : path.substring(0, path.lastIndexOf('/') + 1) + file, pointer);
        }

        private static SchemaCheck type(String name) {
            return switch (name) {
                case "object" -> JsonNode::isObject;
                case "array" -> JsonNode::isArray;
                case "string" -> JsonNode::isTextual;
                case "boolean" -> JsonNode::isBoolean;
                case "integer" -> JsonNode::isIntegralNumber;
                case "number" -> JsonNode::isNumber;
                default -> json -> false;
            };
        }

        private static SchemaCheck enumeration(JsonNode values) {
            Set<JsonNode> all = new HashSet<>();
            values.forEach(all::add);
            return all::contains;
        }

        private static SchemaCheck required(JsonNode names) {
            Collection<String> all = new ArrayList<>();
            names.forEach(name -> all.add(name.textValue()));
            return json -> json.isObject() && all.stream().allMatch(json::has);
        }

        private SchemaCheck properties(String path, JsonNode schemas) {
            Map<String, SchemaCheck> all = new HashMap<>();
            schemas.properties().forEach(property -> all.put(property.getKey(), schema(path, property.getValue())));
            return json -> {
                for (Map.Entry<String, JsonNode> property : json.properties()) {
                    SchemaCheck check = all.get(property.getKey());
                    if (check != null && !check.passes(property.getValue())) {
                        return false;
                    }
                }
                return json.isObject();
            };
        }

        private static SchemaCheck items(SchemaCheck item) {
            return json -> {
                for (JsonNode element : json) {
                    if (!item.passes(element)) {
                        return false;
                    }
                }
                return json.isArray();
            };
        }

        private static SchemaCheck number(BigDecimal limit, BiPredicate<BigDecimal, BigDecimal> fits) {
            return json -> json.isNumber() && fits.test(json.decimalValue(), limit);
        }

        private static int length(JsonNode text) {
            return text.textValue().codePointCount(0, text.textValue().length());
        }

        private static SchemaCheck pattern(Pattern pattern) {
            return json -> json.isTextual() && pattern.matcher(json.textValue()).matches();
        }
    }
}
