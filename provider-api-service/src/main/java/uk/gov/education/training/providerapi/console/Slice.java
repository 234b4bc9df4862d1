package uk.gov.education.training.providerapi.console;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * Which of all letters that match are decided about at once: a service takes so many that it answers in good time.
 *
 * @param parkedBefore the moment at which somebody looked: what came since, nobody has seen; empty before that
 * @param after the last letter of the slice before; empty in the first
 */
record Slice(String parkedBefore, String after) {

    /** As the form has it. */
    static Slice of(Form form) {
        return new Slice(form.text("parked_before"), form.text("after"));
    }

    /** This one, as it was when the service looked at it. */
    Slice looked(JsonNode meta) {
        return new Slice(meta.path("parked_before").asText(parkedBefore), after);
    }

    /** The one that comes after it, if any does. */
    @Nullable
    Slice next(JsonNode meta) {
        return meta.hasNonNull("after")
                ? new Slice(looked(meta).parkedBefore, meta.path("after").asText())
                : null;
    }
}
