package uk.gov.education.training.providerapi.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.events.Json;
import uk.gov.education.training.events.Role;
import uk.gov.education.training.events.edge.Refusal;

/** The body of a write: {@code {"data": {"attributes": {…}}}}. The type is not read, unknown attributes are ignored. */
record ActionBody(JsonNode attributes) {

    /**
     * Reads the body.
     *
     * @param permitted the attributes of this action
     * @throws Refusal if it isn't JSON of that shape, with at least one permitted attribute
     */
    static ActionBody of(@Nullable String body, String... permitted) {
        JsonNode attributes = parse(body).path("data").path("attributes");
        boolean any = List.of(permitted).stream()
                .anyMatch(name -> attributes.has(name) && attributes.path(name).isValueNode());
        if (!any) {
            throw malformed(
                    "Send a JSON object with data.attributes, and in it: " + String.join(", ", permitted) + ".");
        }
        return new ActionBody(attributes);
    }

    private static JsonNode parse(@Nullable String body) {
        try {
            return Json.MAPPER.readTree(body == null ? "" : body);
        } catch (JsonProcessingException notJson) {
            throw malformed("The body is not well-formed JSON.");
        }
    }

    private static Refusal malformed(String detail) {
        return Refusal.badRequest("body", detail);
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
