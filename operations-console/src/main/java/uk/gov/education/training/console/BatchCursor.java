package uk.gov.education.training.console;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * Which of all letters that match are decided about at once: a service takes so many that it answers in good time.
 *
 * @param parkedBefore the moment at which somebody looked: what came since, nobody has seen; empty before that
 * @param after the last letter of the slice before; empty in the first
 */
record BatchCursor(String parkedBefore, String after) {

    /** As the formFields has it. */
    static BatchCursor of(FormFields formFields) {
        return new BatchCursor(formFields.text("parked_before"), formFields.text("after"));
    }

    /** This one, as it was when the service looked at it. */
    BatchCursor looked(JsonNode meta) {
        return new BatchCursor(meta.path("parked_before").asText(parkedBefore), after);
    }

    /** The one that comes after it, if any does. */
    @Nullable
    BatchCursor next(JsonNode meta) {
        return meta.hasNonNull("after")
                ? new BatchCursor(looked(meta).parkedBefore, meta.path("after").asText())
                : null;
    }
}
