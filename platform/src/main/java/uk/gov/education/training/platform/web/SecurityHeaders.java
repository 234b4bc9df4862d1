package uk.gov.education.training.platform.web;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.MultiMap;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Map;

/**
 * Adds security headers to every response: no content sniffing, no frames, no caching, and HTTPS if it came by HTTPS.
 * Keeps headers that a response sets itself.
 */
@ApplicationScoped
public class SecurityHeaders {

    /** The headers of every response, also to malformed requests. */
    public static final Map<String, String> ALWAYS = Map.of(
            "X-Content-Type-Options",
            "nosniff",
            "X-Frame-Options",
            "DENY",
            "Referrer-Policy",
            "same-origin",
            "Cache-Control",
            "no-store",
            "Content-Security-Policy",
            "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'");

    private static final String DOCUMENTATION = "/q/swagger-ui";
    // Swagger UI has inline scripts and styles.
    private static final String DOCUMENTATION_POLICY = String.join(
            "; ",
            "default-src 'none'",
            "script-src 'self' 'unsafe-inline'",
            "style-src 'self' 'unsafe-inline'",
            "img-src 'self' data:",
            "font-src 'self'",
            "connect-src 'self'",
            "form-action 'self'",
            "base-uri 'none'",
            "frame-ancestors 'none'");
    private static final String A_YEAR = "max-age=31536000";
    // First of all, so that every response has them.
    private static final int PRIORITY = 2_000;

    void register(@Observes Filters filters) {
        filters.register(
                context -> {
                    context.addHeadersEndHandler(_ -> complete(context));
                    context.next();
                },
                PRIORITY);
    }

    /** Adds the headers to a response that is about to be sent. */
    static void complete(RoutingContext context) {
        MultiMap headers = context.response().headers();
        if (RequestPathCheck.isUnder(DOCUMENTATION, context)) {
            headers.set("Content-Security-Policy", DOCUMENTATION_POLICY);
        }
        if ("https".equals(context.request().scheme())) {
            headers.set("Strict-Transport-Security", A_YEAR);
        }
        if (context.response().getStatusCode() == 401) {
            headers.set("WWW-Authenticate", "Bearer");
        }
        ALWAYS.forEach((name, value) -> {
            if (!headers.contains(name)) {
                headers.set(name, value);
            }
        });
    }
}
