package uk.gov.education.training.platform.web;

import java.util.HexFormat;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.events.Json;

/** The Idempotency-Key header: a caller can send the same request again with the same key, and it happens once. */
public final class IdempotencyKey {

    public static final String HEADER = "Idempotency-Key";

    private static final Pattern KEY = Pattern.compile("[ -~]{1,255}");

    private IdempotencyKey() {}

    /**
     * Returns the key as it was given, or null if there is none.
     *
     * @throws ApiException if it is malformed
     */
    public static @Nullable String of(@Nullable String header) {
        if (header != null && !isValid(header)) {
            throw ApiException.badRequest(HEADER, "Give a key of 1 to 255 printable ASCII characters, such as a UUID.");
        }
        return header;
    }

    /** Whether this can be a key. */
    public static boolean isValid(@Nullable String key) {
        return key != null && KEY.matcher(key).matches();
    }

    /**
     * The fingerprint of a request, by which a repetition is recognised. Goes through a string because bytes cannot be
     * written of text with half a surrogate pair.
     *
     * @param body as it was read: how it was written does not matter
     */
    public static String fingerprint(String method, String path, @Nullable Object body) {
        return HexFormat.of().formatHex(Sha256.of(method + " " + path + "\n" + Json.write(body)));
    }

    /** The error if the key was used before, for a different request. */
    public static ApiException taken() {
        return ApiException.invalid(
                HEADER, "This Idempotency-Key was already used for a different request. Use a new key.");
    }
}
