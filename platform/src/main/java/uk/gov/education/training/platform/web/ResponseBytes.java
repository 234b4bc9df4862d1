package uk.gov.education.training.platform.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import jakarta.ws.rs.core.Response;
import uk.gov.education.training.events.Json;

/** The bytes of a response body that no resource writes. */
public final class ResponseBytes {

    private ResponseBytes() {}

    public static byte[] of(Response response) {
        if (response.getEntity() instanceof String text) {
            return text.getBytes(UTF_8);
        }
        try {
            return Json.MAPPER.writeValueAsBytes(response.getEntity());
        } catch (JsonProcessingException bug) {
            throw new IllegalStateException("Could not write an error as JSON", bug);
        }
    }
}
