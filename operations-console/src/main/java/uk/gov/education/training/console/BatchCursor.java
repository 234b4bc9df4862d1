package uk.gov.education.training.console;

import org.jspecify.annotations.Nullable;
import uk.gov.education.training.platform.operations.deadletters.ResolutionResponse;

/**
 * The part of all matching dead letters that one request is about. A service limits the size of a request.
 *
 * @param parkedBefore the time of the dry run, which leaves out later dead letters; empty before it
 * @param after the last dead letter of the previous part; empty in the first
 */
record BatchCursor(String parkedBefore, String after) {

    /** Reads the fields of the form. */
    static BatchCursor of(FormFields form) {
        return new BatchCursor(form.text("parked_before"), form.text("after"));
    }

    /** This part at the time of the dry run. */
    BatchCursor atDryRun(ResolutionResponse.Meta meta) {
        return new BatchCursor(
                meta.parkedBefore() == null ? parkedBefore : meta.parkedBefore().toString(), after);
    }

    /** The next part; null if this was the last. */
    @Nullable
    BatchCursor next(ResolutionResponse.Meta meta) {
        return meta.after() != null
                ? new BatchCursor(atDryRun(meta).parkedBefore, meta.after().toString())
                : null;
    }
}
