package uk.gov.education.training.schoolupdates.store;

import java.sql.SQLException;
import java.util.Objects;
import java.util.Set;
import uk.gov.education.training.events.delivery.Faults;
import uk.gov.education.training.events.edge.Refusal;

/** Two requests at the same moment that can't both be true: the database lets one win. */
final class Conflicts {

    /** Unique and exclusion constraints, a deadlock, a serialization failure. */
    private static final Set<String> STATES = Set.of("23505", "23P01", "40P01", "40001");

    private Conflicts() {}

    static boolean isOne(Throwable failure) {
        return STATES.contains(state(failure));
    }

    /** From the driver, or from Hibernate, which passes on what its own statements failed by in another exception. */
    private static String state(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException refused && refused.getSQLState() != null) {
                return refused.getSQLState();
            }
        }
        return Objects.requireNonNullElse(Faults.sqlState(failure), "");
    }

    static Refusal told() {
        return Refusal.conflict(
                "request", "Another request changed the same participants at the same moment. Look, and try again.");
    }
}
