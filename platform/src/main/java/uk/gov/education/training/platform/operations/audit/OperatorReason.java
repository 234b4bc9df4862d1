package uk.gov.education.training.platform.operations.audit;

import org.jspecify.annotations.Nullable;
import uk.gov.education.training.events.PlainText;
import uk.gov.education.training.platform.web.ApiException;

/** Checks the reason that an operator gives for an action. */
public final class OperatorReason {

    private static final int MAX_LENGTH = 500;

    private OperatorReason() {}

    /**
     * The reason without blanks at its ends.
     *
     * @throws ApiException if it is missing, too long or not plain text
     */
    public static String required(@Nullable String reason) {
        @Nullable String given = optional(reason);
        if (given == null) {
            throw ApiException.invalid("reason", "Give a reason. It is kept in the audit log.");
        }
        return given;
    }

    /**
     * The reason without blanks at its ends; null if it is missing or blank.
     *
     * @throws ApiException if it is too long or not plain text
     */
    public static @Nullable String optional(@Nullable String reason) {
        if (reason == null || reason.isBlank()) {
            return null;
        }
        if (PlainText.length(reason) > MAX_LENGTH || !PlainText.isPlain(reason)) {
            throw ApiException.invalid(
                    "reason",
                    "Give a reason of at most " + MAX_LENGTH
                            + " characters, without line breaks or control characters.");
        }
        return reason.strip();
    }
}
