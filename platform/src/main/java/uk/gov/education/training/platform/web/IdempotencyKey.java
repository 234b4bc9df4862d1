package uk.gov.education.training.platform.web;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A caller's own name for a request, under which the same request can be sent again and happens once. */
public final class IdempotencyKey {

    public static final String HEADER = "Idempotency-Key";

    private static final Pattern KEY = Pattern.compile("[ -~]{1,255}");

    private IdempotencyKey() {}

    /**
     * The key as it was given; null if there is none.
     *
     * @throws Refusal if it can't be one
     */
    public static @Nullable String of(@Nullable String header) {
        if (header != null && !KEY.matcher(header).matches()) {
            throw ApiException.badRequest(HEADER, "Give a key of 1 to 255 printable ASCII characters, such as a UUID.");
        }
        return header;
    }

    /** What another request is told under a key that was taken. */
    public static ApiException taken() {
        return ApiException.invalid(
                HEADER, "Another request came under this key. Give every request a key of its own.");
    }
}
