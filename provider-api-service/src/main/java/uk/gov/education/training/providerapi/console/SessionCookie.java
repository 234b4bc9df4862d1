package uk.gov.education.training.providerapi.console;

import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How a browser stays signed in: it keeps the token where no script and no other site can get at it. So every instance
 * of this service knows the session, and a restart ends none.
 */
final class SessionCookie {

    private static final String NAME = "operations-session";
    private static final Duration SHIFT = Duration.ofHours(12);

    private SessionCookie() {}

    static @Nullable String token(RoutingContext context) {
        Cookie cookie = context.request().getCookie(NAME);
        return cookie == null || cookie.getValue().isEmpty() ? null : cookie.getValue();
    }

    static void give(RoutingContext context, String token) {
        context.response().addCookie(cookie(context, token).setMaxAge(SHIFT.toSeconds()));
    }

    static void take(RoutingContext context) {
        context.response().addCookie(cookie(context, "").setMaxAge(0));
    }

    private static Cookie cookie(RoutingContext context, String value) {
        return Cookie.cookie(NAME, value)
                .setPath("/operations")
                .setHttpOnly(true)
                .setSameSite(CookieSameSite.STRICT)
                .setSecure("https".equals(context.request().scheme()));
    }
}
