package uk.gov.education.training.funding;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import uk.gov.education.training.events.Json;

/** A strong entity tag (RFC 9110): another one as soon as anything that the caller is shown is different. */
public record EntityTag(String value) {

    private static final int BYTES = 16;

    static EntityTag of(Object shown) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256")
                    .digest(Json.MAPPER.writeValueAsString(shown).getBytes(UTF_8));
            return new EntityTag(HexFormat.of().formatHex(Arrays.copyOf(hash, BYTES)));
        } catch (JsonProcessingException | NoSuchAlgorithmException bug) {
            throw new IllegalStateException("What is shown can't be tagged", bug);
        }
    }

    /** As headers have it, in quotes. */
    @Override
    public String toString() {
        return '"' + value + '"';
    }
}
