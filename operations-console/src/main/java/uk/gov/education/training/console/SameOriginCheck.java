package uk.gov.education.training.console;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/** Whether a page of ours has sent a form. Browsers say where a request comes from, and no page can change that. */
final class SameOriginCheck {

    private SameOriginCheck() {}

    /**
     * @param site the header Sec-Fetch-Site, which browsers send over https and to this machine
     * @param origin the header Origin, which they send with every form
     * @param host the header Host, under which the browser knows this service
     */
    static boolean isOurs(@Nullable String site, @Nullable String origin, @Nullable String host) {
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
