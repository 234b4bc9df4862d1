package uk.gov.education.training.schoolupdates.store;

import java.util.Set;
import uk.gov.education.training.platform.messaging.FailureClassifier;
import uk.gov.education.training.platform.web.ApiException;

/** Conflicts between concurrent requests, of which the database lets only one succeed. */
public final class ConcurrencyConflicts {

    /** Unique and exclusion constraints, a deadlock, a serialisation failure. */
    private static final Set<String> STATES = Set.of("23505", "23P01", "40P01", "40001");

    private ConcurrencyConflicts() {}

    public static boolean isOne(Throwable failure) {
        String state = FailureClassifier.sqlState(failure);
        return state != null && STATES.contains(state);
    }

    public static ApiException conflict() {
        return ApiException.conflict(
                "request",
                "Another request changed the same participants at the same time. Check their records and try again.");
    }
}
