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
 * @param reason the reason for discarding it, from the form
 * @param errors of the service about the action
 */
record DeadLetterDetails(
        String service,
        Whole whole,
        RecordEdits edits,
        @Nullable ResolutionOutcome outcome,
        boolean dryRun,
        String reason,
        List<Problem> errors) {

    private static final Set<String> EDITED = Set.of("key", "headers", "body");

    static DeadLetterDetails unedited(String service, Whole whole) {
        return new DeadLetterDetails(service, whole, RecordEdits.none(whole), null, false, "", List.of());
    }

    public List<FieldError> problems() {
        return errors.stream()
                .map(problem -> new FieldError(field(problem.field()), problem.detail()))
                .toList();
    }

    /** Whether the editor is open. It is never closed over edits or errors. */
    public boolean isEditing() {
        return dryRun
                || !edits.isUnedited(whole)
                || problems().stream()
                        .map(FieldError::field)
                        .filter(Objects::nonNull)
                        .anyMatch(EDITED::contains);
    }

    /** The id of the field to correct. An error of the whole record is shown at its body. */
    private @Nullable String field(String name) {
        return switch (name) {
            case "key", "headers", "body" -> DeadLetterTexts.isEditable(whole) ? name : null;
            case "record" -> DeadLetterTexts.isEditable(whole) ? "body" : null;
            case "reason" -> DeadLetterTexts.isWaiting(whole.letter()) ? "reason" : null;
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
