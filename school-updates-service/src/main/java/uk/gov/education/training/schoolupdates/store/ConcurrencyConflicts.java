package uk.gov.education.training.schoolupdates.store;

import java.util.Set;
import uk.gov.education.training.platform.messaging.FailureClassifier;
import uk.gov.education.training.platform.web.ApiException;

/** Two requests at the same moment that can't both be true: the database lets one win. */
final class ConcurrencyConflicts {

    /** Unique and exclusion constraints, a deadlock, a serialization failure. */
    private static final Set<String> STATES = Set.of("23505", "23P01", "40P01", "40001");

    private ConcurrencyConflicts() {}

    static boolean isOne(Throwable failure) {
        String state = FailureClassifier.sqlState(failure);
        return state != null && STATES.contains(state);
    }

    static ApiException told() {
        return ApiException.conflict(
                "request", "Another request changed the same participants at the same moment. Look, and try again.");
    }
}
