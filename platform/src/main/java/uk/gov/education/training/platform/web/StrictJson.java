package uk.gov.education.training.platform.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.lang.reflect.Type;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.events.Json;

/**
 * Reads request bodies strictly: JSON in UTF-8 in the format of the messages. No key twice, nothing after the value,
 * and each value of the documented type and form.
 */
public final class StrictJson {

    /** The mapper for reading. Responses use the format of the messages. */
    public static final JsonMapper MAPPER = Json.MAPPER
            .rebuild()
            .addModule(new StrictScalars())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .build();

    private StrictJson() {}

    /**
     * Reads a body.
     *
     * @return null if there is none, or if it is {@code null}
     * @throws ApiException if it cannot be read; it names the field
     */
    public static @Nullable Object read(byte[] body, Type type) {
        try {
            // Decoded here, because the parser accepts other encodings and some invalid bytes.
            String text = UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
            return text.isBlank() ? null : MAPPER.readValue(text, MAPPER.constructType(type));
        } catch (CharacterCodingException noText) {
            throw ApiException.badRequest("body", "The body is not well-formed JSON. Encode it as UTF-8.");
        } catch (JsonProcessingException unreadable) {
            throw JsonErrorMessages.refusal(unreadable);
        }
    }
}
