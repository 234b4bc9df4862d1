package uk.gov.education.training.schoolupdates.domain;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Collects why something is refused, so that a caller hears everything at once. */
final class Reasons {

    private final List<Reason> found = new ArrayList<>();

    Reasons add(Optional<Reason> reason) {
        reason.ifPresent(found::add);
        return this;
    }

    Reasons addIf(boolean refused, String field, String detail) {
        if (refused) {
            found.add(new Reason(field, detail));
        }
        return this;
    }

    boolean isEmpty() {
        return found.isEmpty();
    }

    Verdict orElse(Supplier<Verdict> verdict) {
        return found.isEmpty() ? verdict.get() : refused();
    }

    Verdict refused() {
        return new Verdict.Refused(List.copyOf(found));
    }
}
