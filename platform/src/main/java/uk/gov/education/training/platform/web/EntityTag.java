package uk.gov.education.training.platform.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import uk.gov.education.training.events.Json;

/** A strong entity tag (RFC 9110) that changes with any part of a response. */
public record EntityTag(String value) {

    private static final int BYTES = 16;

    /** @param response everything that the caller sees */
    public static EntityTag of(Object response) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256")
                    .digest(Json.write(response).getBytes(UTF_8));
            return new EntityTag(HexFormat.of().formatHex(Arrays.copyOf(hash, BYTES)));
        } catch (NoSuchAlgorithmException bug) {
            throw new IllegalStateException("This Java has no SHA-256", bug);
        }
    }

    /** The tag in quotes, as HTTP headers have it. */
    @Override
    public String toString() {
        return '"' + value + '"';
    }
}
