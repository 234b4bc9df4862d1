package uk.gov.education.training.console;

import java.util.List;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.platform.operations.deadletters.ResolutionOutcome;

/**
 * The outcomes of an action on several dead letters.
 *
 * @param action replay or discard
 * @param dryRun whether it was a dry run
 * @param scope chosen or all
 * @param cursor the part of all matches; unused for selected ones
 * @param next the next part; null if there is none
 */
record DeadLetterBatch(
        String service,
        String action,
        boolean dryRun,
        String scope,
        List<String> ids,
        DeadLetterFilter filter,
        BatchCursor cursor,
        @Nullable BatchCursor next,
        List<ResolutionOutcome> outcomes,
        long total,
        List<FieldError> problems) {

    public boolean isReplay() {
        return action.equals("replay");
    }

    public String title() {
        return (dryRun ? "Dry run: " : "Done: ") + action + " dead letters of " + service;
    }
}
