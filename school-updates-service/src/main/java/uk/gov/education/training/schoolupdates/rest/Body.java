package uk.gov.education.training.schoolupdates.rest;

import org.jspecify.annotations.Nullable;
import uk.gov.education.training.platform.web.ApiException;

/** A request's body, which may be missing altogether. */
final class Body {

    private Body() {}

    static <T> T required(@Nullable T body) {
        if (body == null) {
            throw ApiException.badRequest("body", "Send a JSON object.");
        }
        return body;
    }
}
