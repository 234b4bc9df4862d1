package uk.gov.education.training.funding.rest;

import org.jspecify.annotations.Nullable;
import uk.gov.education.training.events.edge.Refusal;

/** A request's body, which may be missing altogether. */
final class Body {

    private Body() {}

    static <T> T required(@Nullable T body) {
        if (body == null) {
            throw Refusal.badRequest("body", "Send a JSON object.");
        }
        return body;
    }
}
