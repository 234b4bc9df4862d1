package uk.gov.education.training.providerapi.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.events.Role;
import uk.gov.education.training.platform.web.ApiException;

/** The body of a write: {@code {"data": {"attributes": {…}}}}. The type is not read, unknown attributes are ignored. */
record ActionBody(JsonNode attributes, List<String> permitted) {

    /**
     * Reads the body.
     *
     * @param permitted the attributes of this action
     * @throws ApiException if it isn't of that shape, with at least one permitted attribute
     */
    static ActionBody of(@Nullable RequestBodyReader body, String... permitted) {
        JsonNode content = body == null ? MissingNode.getInstance() : body.content();
        JsonNode attributes = content.path("data").path("attributes");
        List<JsonNode> values = Stream.of(permitted)
                .filter(attributes::has)
                .map(attributes::path)
                .filter(JsonNode::isValueNode)
                .toList();
        if (values.isEmpty()) {
            throw malformed("Send a JSON object (Content-Type: application/json) with data.attributes, and in it: "
                    + String.join(", ", permitted) + ".");
        }
        if (!values.stream().map(JsonNode::asText).allMatch(ActionBody::isText)) {
            throw malformed("An attribute has characters that are no text.");
        }
        return new ActionBody(attributes, List.of(permitted));
    }

    private static boolean isText(String value) {
        return value.codePoints().noneMatch(c -> c == 0 || Character.getType(c) == Character.SURROGATE);
    }

    private static ApiException malformed(String detail) {
        return ApiException.badRequest("body", detail);
    }

    /** The permitted attributes, by name: two requests with the same ones are the same request. */
    Map<String, String> values() {
        Map<String, String> values = new TreeMap<>();
        for (String name : permitted) {
            @Nullable String value = text(name);
            if (value != null) {
                values.put(name, value);
            }
        }
        return values;
    }

    /** A scalar attribute as text; null if it is absent, null, or no scalar. */
    @Nullable
    String text(String name) {
        JsonNode value = attributes.path(name);
        return value.isValueNode() && !value.isNull() ? value.asText() : null;
    }

    /** The role that {@code course_identifier} names; null if it names none. */
    @Nullable
    Role role() {
        return switch (text("course_identifier")) {
            case "ecf-induction" -> Role.ECT;
            case "ecf-mentor" -> Role.MENTOR;
            case null, default -> null;
        };
    }
}
