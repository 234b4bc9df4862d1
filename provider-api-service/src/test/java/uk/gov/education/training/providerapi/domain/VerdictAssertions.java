package uk.gov.education.training.providerapi.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import uk.gov.education.training.platform.rules.Reason;
import uk.gov.education.training.platform.rules.Verdict;

/** Asserts that a rule has accepted or refused, and returns with what. */
public final class VerdictAssertions {

    private VerdictAssertions() {}

    public static <T> T accepted(Verdict<T> verdict) {
        assertThat(verdict).isInstanceOf(Verdict.Accepted.class);
        return ((Verdict.Accepted<T>) verdict).value();
    }

    public static <T> List<Reason> reasons(Verdict<T> verdict) {
        assertThat(verdict).isInstanceOf(Verdict.Refused.class);
        return ((Verdict.Refused<T>) verdict).reasons();
    }

    /** Returns the fields of the reasons, in order. */
    public static List<String> fields(Verdict<?> verdict) {
        return reasons(verdict).stream().map(Reason::field).toList();
    }
}
