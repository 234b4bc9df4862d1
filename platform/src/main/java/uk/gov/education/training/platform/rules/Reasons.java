package uk.gov.education.training.platform.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Collects the reasons against a request, so that the caller learns all of them at once. */
public final class Reasons {

    private final boolean onePerField;
    private final List<Reason> found = new ArrayList<>();

    private Reasons(boolean onePerField) {
        this.onePerField = onePerField;
    }

    /** Keeps every reason. */
    public static Reasons all() {
        return new Reasons(false);
    }

    /** Keeps the first reason against each field. */
    public static Reasons firstPerField() {
        return new Reasons(true);
    }

    public Reasons add(String field, String detail) {
        return add(new Reason(field, detail));
    }

    public Reasons add(Reason reason) {
        if (!onePerField || areNoneAgainst(reason.field())) {
            found.add(reason);
        }
        return this;
    }

    public Reasons add(Optional<Reason> reason) {
        reason.ifPresent(this::add);
        return this;
    }

    public Reasons addIf(boolean refused, String field, String detail) {
        return refused ? add(field, detail) : this;
    }

    /** Adds the reasons of a rule that refused. */
    public Reasons add(Verdict<?> verdict) {
        if (verdict instanceof Verdict.Refused<?>(List<Reason> reasons)) {
            reasons.forEach(this::add);
        }
        return this;
    }

    public boolean isEmpty() {
        return found.isEmpty();
    }

    /** Whether there is no reason against any of these fields. */
    public boolean areNoneAgainst(String... fields) {
        List<String> asked = List.of(fields);
        return found.stream().noneMatch(reason -> asked.contains(reason.field()));
    }

    public List<Reason> toList() {
        return List.copyOf(found);
    }

    /** Refuses if there are reasons; otherwise accepts with the value. */
    public <T> Verdict<T> orAccept(Supplier<T> value) {
        return orElse(() -> Verdict.accepted(value.get()));
    }

    /** Refuses if there are reasons; otherwise asks the next rule. */
    public <T> Verdict<T> orElse(Supplier<Verdict<T>> next) {
        return found.isEmpty() ? next.get() : Verdict.refused(found);
    }
}
