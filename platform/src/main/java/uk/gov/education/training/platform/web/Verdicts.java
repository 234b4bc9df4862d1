package uk.gov.education.training.platform.web;

import uk.gov.education.training.platform.rules.Verdict;
import uk.gov.education.training.platform.rules.Verdict.Accepted;
import uk.gov.education.training.platform.rules.Verdict.Refused;
import uk.gov.education.training.platform.web.ApiException.Problem;

/** Turns the result of a business rule into a value or an HTTP error. */
public final class Verdicts {

    private Verdicts() {}

    /** @throws ApiException 422 with all reasons, if the rule refused */
    public static <T> T requireAccepted(Verdict<T> verdict) {
        return switch (verdict) {
            case Accepted<T>(T value) -> value;
            case Refused<T> refused ->
                throw ApiException.invalid(refused.reasons().stream()
                        .map(reason -> new Problem(reason.field(), reason.detail()))
                        .toList());
        };
    }
}
