package uk.gov.education.training.console;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.platform.operations.deadletters.DeadLetterView.Whole;
import uk.gov.education.training.platform.operations.deadletters.ResolutionOutcome;
import uk.gov.education.training.platform.web.ApiException.Problem;

/**
 * One dead letter as its page shows it.
 *
 * @param edits the fields of the form
 * @param outcome of the last action or dry run
 * @param why the reason for discarding it, from the form
 * @param refused why the service refused the action
 */
record DeadLetterDetails(
        String service,
        Whole whole,
        RecordEdits edits,
        @Nullable ResolutionOutcome outcome,
        boolean tried,
        String why,
        List<Problem> refused) {

    private static final Set<String> EDITED = Set.of("key", "headers", "body");

    static DeadLetterDetails asItIs(String service, Whole whole) {
        return new DeadLetterDetails(service, whole, RecordEdits.none(whole), null, false, "", List.of());
    }

    public List<FieldError> problems() {
        return refused.stream()
                .map(problem -> new FieldError(field(problem.field()), problem.detail()))
                .toList();
    }

    /** Whether the editor is open. It is never closed over edits or errors. */
    public boolean isEditing() {
        return tried
                || !edits.isAsItCame(whole)
                || problems().stream()
                        .map(FieldError::field)
                        .filter(Objects::nonNull)
                        .anyMatch(EDITED::contains);
    }

    /** The id of the field to correct. An error of the whole record is shown at its body. */
    private @Nullable String field(String refused) {
        return switch (refused) {
            case "key", "headers", "body" -> DeadLetterTexts.isEditable(whole) ? refused : null;
            case "record" -> DeadLetterTexts.isEditable(whole) ? "body" : null;
            case "reason" -> DeadLetterTexts.isWaiting(whole.letter()) ? "why" : null;
            default -> null;
        };
    }

    /** The errors of a field; null if it has none. */
    public @Nullable String error(String field) {
        return problems().stream()
                .filter(problem -> field.equals(problem.field()))
                .map(FieldError::detail)
                .reduce((one, another) -> one + " " + another)
                .orElse(null);
    }
}
