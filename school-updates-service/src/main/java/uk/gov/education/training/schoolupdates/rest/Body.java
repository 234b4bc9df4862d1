package uk.gov.education.training.schoolupdates.rest;

import org.jspecify.annotations.Nullable;
import uk.gov.education.training.platform.web.ApiException;

/** Checks that a request has a body. */
final class Body {

    private Body() {}

    static <T> T required(@Nullable T body) {
        if (body == null) {
            throw ApiException.badRequest("body", "Send a JSON object.");
        }
        return body;
    }
}
