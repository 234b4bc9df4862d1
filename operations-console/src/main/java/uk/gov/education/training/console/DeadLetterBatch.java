package uk.gov.education.training.console;

import java.util.List;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.platform.operations.deadletters.ResolutionOutcome;

/**
 * The outcomes of an action on several dead letters.
 *
 * @param doing replay or discard
 * @param tried whether it was a dry run
 * @param scope chosen or all
 * @param slice the part of all matches; unused for selected ones
 * @param next the next part; null if there is none
 */
record DeadLetterBatch(
        String service,
        String doing,
        boolean tried,
        String scope,
        List<String> ids,
        DeadLetterFilter filter,
        BatchCursor slice,
        @Nullable BatchCursor next,
        List<ResolutionOutcome> outcomes,
        long total,
        List<FieldError> problems) {

    public boolean isReplay() {
        return doing.equals("replay");
    }

    public String title() {
        return (tried ? "Dry run: " : "Done: ") + doing + " dead letters of " + service;
    }
}
