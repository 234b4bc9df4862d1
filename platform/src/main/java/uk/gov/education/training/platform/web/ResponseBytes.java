package uk.gov.education.training.platform.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import jakarta.ws.rs.core.Response;
import uk.gov.education.training.events.Json;

/** What an answer's body is on the wire, where no resource writes it. */
public final class ResponseBytes {

    private ResponseBytes() {}

    public static byte[] of(Response answer) {
        if (answer.getEntity() instanceof String text) {
            return text.getBytes(UTF_8);
        }
        try {
            return Json.MAPPER.writeValueAsBytes(answer.getEntity());
        } catch (JsonProcessingException bug) {
            throw new IllegalStateException(bug);
        }
    }
}
