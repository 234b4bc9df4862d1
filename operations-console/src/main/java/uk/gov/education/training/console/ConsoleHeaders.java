package uk.gov.education.training.console;

import io.vertx.core.http.HttpServerResponse;
import java.util.Map;

/** The security headers of every page: the browser loads content only from the console itself. */
final class ConsoleHeaders {

    private static final String POLICY = String.join(
            "; ",
            "default-src 'none'",
            "script-src 'self'",
            "style-src 'self'",
            "img-src 'self'",
            "font-src 'self'",
            "connect-src 'self'",
            "manifest-src 'self'",
            "form-action 'self'",
            "base-uri 'none'",
            "frame-ancestors 'none'");

    static final Map<String, String> ALL =
            Map.of("Content-Security-Policy", POLICY, "Cross-Origin-Opener-Policy", "same-origin");

    private ConsoleHeaders() {}

    static void guard(HttpServerResponse response) {
        ALL.forEach(response::putHeader);
    }
}
