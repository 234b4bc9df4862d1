package uk.gov.education.training.platform.messaging;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.events.Json;

/**
 * Parses the body of a record, and rejects valid JSON that databases or rules cannot handle: text that no database
 * stores, or numbers with so many digits that they fill the memory.
 */
final class RecordBody {

    private static final int MOST_DIGITS = 40;

    private RecordBody() {}

    static JsonNode parse(byte @Nullable [] bytes) throws InvalidRecord {
        if (bytes == null) {
            throw new InvalidRecord("not-json", "The record has no body.");
        }
        JsonNode body;
        try {
            body = Json.MAPPER.readTree(bytes);
        } catch (IOException notJson) {
            throw new InvalidRecord("not-json", "The body is no JSON.", notJson);
        }
        if (!body.isObject()) {
            throw new InvalidRecord("not-json", "The body is no JSON object.");
        }
        require(body);
        return body;
    }

    private static void require(JsonNode node) throws InvalidRecord {
        if (node.isTextual()) {
            requireText(node.textValue());
        } else if (node.isBigDecimal()) {
            if (node.decimalValue().precision() > MOST_DIGITS
                    || Math.abs((long) node.decimalValue().scale()) > MOST_DIGITS) {
                throw tooLong();
            }
        } else if (node.isBigInteger()) {
            if (node.bigIntegerValue().bitLength() > MOST_DIGITS * 4) {
                throw tooLong();
            }
        } else {
            for (Map.Entry<String, JsonNode> property : node.properties()) {
                requireText(property.getKey());
                require(property.getValue());
            }
            if (node.isArray()) {
                for (JsonNode element : node) {
                    require(element);
                }
            }
        }
    }

    private static InvalidRecord tooLong() {
        return new InvalidRecord("schema", "A number in the body has more than " + MOST_DIGITS + " digits.");
    }

    private static void requireText(String text) throws InvalidRecord {
        for (int at = 0; at < text.length(); at++) {
            char one = text.charAt(at);
            boolean paired = !Character.isSurrogate(one)
                    || (at + 1 < text.length() && Character.isSurrogatePair(one, text.charAt(at + 1)));
            if (one == 0 || !paired) {
                throw new InvalidRecord("schema", "A text in the body has a character that is none.");
            }
            if (Character.isHighSurrogate(one)) {
                at++;
            }
        }
    }
}
