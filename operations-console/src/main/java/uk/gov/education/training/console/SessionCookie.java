package uk.gov.education.training.console;

import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a browser signed in by a cookie with the token, which scripts and other sites can't read. Every instance of the
 * console accepts it, also after a restart.
 *
 * <p>The cookie is for https only if the request came by https, or if the settings say so: behind a proxy that ends
 * TLS, requests come by http.
 */
@Singleton
final class SessionCookie {

    private static final String NAME = "operations-session";
    private static final Duration SESSION_LENGTH = Duration.ofHours(12);

    private final ConsoleSettings settings;

    SessionCookie(ConsoleSettings settings) {
        this.settings = settings;
    }

    static @Nullable String token(RoutingContext context) {
        Cookie cookie = context.request().getCookie(NAME);
        return cookie == null || cookie.getValue().isEmpty() ? null : cookie.getValue();
    }

    void set(RoutingContext context, String token) {
        context.response().addCookie(cookie(context, token).setMaxAge(SESSION_LENGTH.toSeconds()));
    }

    void remove(RoutingContext context) {
        context.response().addCookie(cookie(context, "").setMaxAge(0));
    }

    private Cookie cookie(RoutingContext context, String value) {
        return Cookie.cookie(NAME, value)
                .setPath("/operations")
                .setHttpOnly(true)
                .setSameSite(CookieSameSite.STRICT)
                .setSecure(settings.secureCookie()
                        || "https".equals(context.request().scheme()));
    }
}
