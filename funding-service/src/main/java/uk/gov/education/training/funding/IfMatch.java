package uk.gov.education.training.funding;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import uk.gov.education.training.platform.web.ApiException;
import uk.gov.education.training.platform.web.ApiException.Problem;

/**
 * The entity tags that a caller names, of the thing that it acts on as it has seen it. Tags are compared strongly.
 * {@code *}, which stands for anything, names none: no money moves unseen.
 */
public record IfMatch(Set<String> tags) {

    public static final String HEADER = "If-Match";

    private static final String ANYTHING = "*";

    /** @param headers all lines of the header; empty if there is none */
    public static IfMatch of(List<String> headers) {
        return new IfMatch(headers.stream()
                .flatMap(line -> Arrays.stream(line.split(",", -1)))
                .map(String::strip)
                .filter(tag -> !tag.isEmpty())
                .collect(Collectors.toSet()));
    }

    boolean isGiven() {
        return !tags.isEmpty();
    }

    /**
     * Goes on only if the caller has seen what there is now.
     *
     * @param now the present state, in a sentence
     * @throws Refusal 428 if the caller has named nothing that it saw, 412 if it saw something else
     */
    void require(EntityTag current, String now) {
        if (tags.isEmpty() || tags.equals(Set.of(ANYTHING))) {
            throw new ApiException(
                    428,
                    List.of(new Problem(
                            HEADER,
                            "Name what you have seen: GET it first, and send the ETag of that answer as If-Match.")));
        }
        if (!tags.contains(current.toString())) {
            throw new Stale(current, now);
        }
    }

    /** The thing has changed since the caller saw it. */
    public static final class Stale extends ApiException {

        private final transient EntityTag current;

        Stale(EntityTag current, String now) {
            super(
                    412,
                    List.of(new Problem(
                            HEADER,
                            "It has changed since you saw it. " + now + " Its ETag is " + current
                                    + ": look at it again, then send that as If-Match.")));
            this.current = current;
        }

        public EntityTag current() {
            return current;
        }
    }
}
