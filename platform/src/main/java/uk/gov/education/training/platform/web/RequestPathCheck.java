package uk.gov.education.training.platform.web;

import io.vertx.ext.web.RoutingContext;
import java.util.regex.Pattern;

/**
 * Normalises the path that routing, filters and limits use. Rejects a path that can be read in more than one way: with
 * matrix parameters, an encoded separator, or empty or dotted segments.
 */
public final class RequestPathCheck {

    private static final Pattern AMBIGUOUS =
            Pattern.compile("[;\\\\]|%3b|%2f|%5c|//|/(\\.|%2e){1,2}(/|$)", Pattern.CASE_INSENSITIVE);

    private RequestPathCheck() {}

    /** Whether the path of a request is this one or one below it. */
    public static boolean isUnder(String base, RoutingContext context) {
        String path = of(context);
        return path.startsWith(base) && (path.length() == base.length() || path.charAt(base.length()) == '/');
    }

    /** The path as routing reads it. Empty if it is malformed, and therefore rejected. */
    static String of(RoutingContext context) {
        try {
            return context.normalizedPath();
        } catch (IllegalArgumentException malformed) {
            return "";
        }
    }

    /** @throws ApiException if there is more than one way to read it */
    static void check(String path) {
        if (AMBIGUOUS.matcher(path).find()) {
            throw ApiException.badRequest(
                    "address",
                    "The path must have one reading only: leave out matrix parameters (;), encoded separators, and empty"
                            + " or dotted segments.");
        }
    }
}
