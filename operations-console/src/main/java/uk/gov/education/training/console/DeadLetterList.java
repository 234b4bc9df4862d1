package uk.gov.education.training.console;

import java.util.List;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.platform.operations.deadletters.DeadLetterView;

/**
 * One page of the dead letters of a service.
 *
 * @param problem why the list is missing
 * @param error the error of the selection
 */
record DeadLetterList(
        String service,
        @Nullable String problem,
        List<DeadLetterView> letters,
        long total,
        DeadLetterFilter filter,
        @Nullable String error) {

    static final int PER_PAGE = 25;

    DeadLetterList withError(String error) {
        return new DeadLetterList(service, problem, letters, total, filter, error);
    }

    /** The id of the first checkbox or, if the list is empty, of its heading. */
    String field() {
        return letters.isEmpty()
                ? "list-" + service
                : "choose-" + letters.getFirst().id();
    }

    public boolean hasPrevious() {
        return filter.page() > 1;
    }

    public boolean hasNext() {
        return total > (long) filter.page() * PER_PAGE;
    }

    /** Whether they can be replayed or discarded. */
    public boolean isWaiting() {
        return filter.status().equals("waiting");
    }
}
