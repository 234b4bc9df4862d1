package uk.gov.education.training.schoolupdates.store;

import java.util.Set;
import uk.gov.education.training.events.delivery.Faults;
import uk.gov.education.training.events.edge.Refusal;

/** Two requests at the same moment that can't both be true: the database lets one win. */
final class Conflicts {

    /** Unique and exclusion constraints, a deadlock, a serialization failure. */
    private static final Set<String> STATES = Set.of("23505", "23P01", "40P01", "40001");

    private Conflicts() {}

    static boolean isOne(Throwable failure) {
        String state = Faults.sqlState(failure);
        return state != null && STATES.contains(state);
    }

    static Refusal told() {
        return Refusal.conflict(
                "request", "Another request changed the same participants at the same moment. Look, and try again.");
    }
}
