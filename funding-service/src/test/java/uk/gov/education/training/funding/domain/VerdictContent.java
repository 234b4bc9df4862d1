package uk.gov.education.training.funding.domain;

import java.util.List;
import uk.gov.education.training.platform.rules.Reason;
import uk.gov.education.training.platform.rules.Verdict;
import uk.gov.education.training.platform.rules.Verdict.Accepted;
import uk.gov.education.training.platform.rules.Verdict.Refused;

/** The content of a rule's result, for tests. */
public final class VerdictContent {

    private VerdictContent() {}

    /** Fails if the rule refused. */
    public static <T> T accepted(Verdict<T> verdict) {
        return switch (verdict) {
            case Accepted<T>(T value) -> value;
            case Refused<T> refused -> throw new AssertionError("Refused: " + refused.reasons());
        };
    }

    /** Empty if the rule accepted. */
    public static List<Reason> reasons(Verdict<?> verdict) {
        return switch (verdict) {
            case Accepted<?> accepted -> List.of();
            case Refused<?> refused -> refused.reasons();
        };
    }
}
