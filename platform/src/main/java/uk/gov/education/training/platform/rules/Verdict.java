package uk.gov.education.training.platform.rules;

import java.util.List;
import java.util.function.Function;

/**
 * The result of a business rule: accepted with a value, or refused for one or more reasons. A rule that only permits,
 * and has nothing to hand on, returns what it was asked about.
 */
public sealed interface Verdict<T> {

    /** @param value what happens now */
    record Accepted<T>(T value) implements Verdict<T> {}

    /** @param reasons all of them, at least one */
    record Refused<T>(List<Reason> reasons) implements Verdict<T> {

        public Refused {
            if (reasons.isEmpty()) {
                throw new IllegalArgumentException("A refusal needs a reason");
            }
            reasons = List.copyOf(reasons);
        }
    }

    static <T> Verdict<T> accepted(T value) {
        return new Accepted<>(value);
    }

    static <T> Verdict<T> refused(String field, String detail) {
        return new Refused<>(List.of(new Reason(field, detail)));
    }

    static <T> Verdict<T> refused(List<Reason> reasons) {
        return new Refused<>(reasons);
    }

    default <R> Verdict<R> map(Function<? super T, ? extends R> change) {
        return then(value -> accepted(change.apply(value)));
    }

    /** Applies the next rule if this one accepts. */
    default <R> Verdict<R> then(Function<? super T, Verdict<R>> next) {
        return switch (this) {
            case Accepted<T>(T value) -> next.apply(value);
            case Refused<T>(List<Reason> reasons) -> refused(reasons);
        };
    }
}
