package uk.gov.education.training.console;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/** Checks that a form came from a page of the console, by the headers that browsers set and pages can't change. */
final class SameOriginCheck {

    private SameOriginCheck() {}

    /**
     * @param site the header Sec-Fetch-Site, sent by browsers over https and to localhost
     * @param origin the header Origin, sent by browsers with every form
     * @param host the header Host, the console's address for the browser
     */
    static boolean isSameOrigin(@Nullable String site, @Nullable String origin, @Nullable String host) {
        if (site != null) {
            return site.equals("same-origin");
        }
        return origin != null && host != null && host.equalsIgnoreCase(authority(origin));
    }

    private static @Nullable String authority(String origin) {
        try {
            return URI.create(origin).getAuthority();
        } catch (IllegalArgumentException malformed) {
            return null;
        }
    }
}
