package uk.gov.education.training.funding.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.platform.web.ApiException;
import uk.gov.education.training.platform.web.JsonErrorMessages;
import uk.gov.education.training.platform.web.StrictJson;

/** Reads a request body strictly: ignoring a misspelt field would be like leaving it out, and could change money. */
final class Body {

    private static final ObjectReader STRICTLY =
            StrictJson.MAPPER.reader().with(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

    private Body() {}

    /**
     * Reads the body.
     *
     * @throws ApiException if the body is missing, or has an unknown field or a value of the wrong type
     */
    static <T> T of(@Nullable JsonNode body, Class<T> type) {
        if (body == null || !body.isObject()) {
            throw ApiException.badRequest("body", "Send a JSON object.");
        }
        try {
            return STRICTLY.forType(type).readValue(body);
        } catch (JsonProcessingException misfit) {
            throw JsonErrorMessages.refusal(misfit);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /** The names of the fields in the body, including null ones. */
    static Set<String> given(JsonNode body) {
        Set<String> given = new HashSet<>();
        body.fieldNames().forEachRemaining(given::add);
        return given;
    }
}
