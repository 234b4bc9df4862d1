package uk.gov.education.training.platform.web;

import java.util.HexFormat;
import uk.gov.education.training.events.Json;

/** A strong entity tag (RFC 9110) that changes with any part of a response. */
public record EntityTag(String value) {

    private static final int BYTES = 16;

    /** @param response everything that the caller sees */
    public static EntityTag of(Object response) {
        return new EntityTag(HexFormat.of().formatHex(Sha256.of(Json.write(response)), 0, BYTES));
    }

    /** The tag in quotes, as HTTP headers have it. */
    @Override
    public String toString() {
        return '"' + value + '"';
    }
}
