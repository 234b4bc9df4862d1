package uk.gov.education.training.platform.web;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import uk.gov.education.training.platform.web.ApiException.Problem;

/**
 * The condition {@code If-Match} of RFC 9110, section 13.1.1: the version of a resource that the caller has seen. Tags
 * are compared strongly. {@code *} does not count as a tag: the caller must have seen what they change.
 */
public record IfMatch(Set<String> tags) {

    public static final String HEADER = "If-Match";

    private static final String ANY = "*";

    /** @param headers all lines of the header; empty if it was not sent */
    public static IfMatch of(List<String> headers) {
        return new IfMatch(headers.stream()
                .flatMap(line -> Arrays.stream(line.split(",", -1)))
                .map(String::strip)
                .filter(tag -> !tag.isEmpty())
                .collect(Collectors.toSet()));
    }

    public boolean isGiven() {
        return !tags.isEmpty();
    }

    /**
     * Requires that the caller has seen the current version.
     *
     * @param summary the current state in one sentence
     * @throws ApiException 428 if the caller sent no tag, 412 if they sent the tag of another version
     */
    public void require(EntityTag current, String summary) {
        if (tags.isEmpty() || tags.equals(Set.of(ANY))) {
            throw new ApiException(
                    428,
                    List.of(new Problem(
                            HEADER,
                            "Send the ETag of the version that you have seen. GET it first to learn the ETag.")));
        }
        if (!tags.contains(current.toString())) {
            throw new PreconditionFailed(current, summary);
        }
    }

    /** The resource has changed since the caller saw it: 412. */
    public static final class PreconditionFailed extends ApiException {

        private final transient EntityTag current;

        PreconditionFailed(EntityTag current, String summary) {
            super(
                    412,
                    List.of(new Problem(
                            HEADER,
                            "It has changed since you saw it. " + summary + " Its ETag is " + current
                                    + ". GET it again, then send this ETag.")));
            this.current = current;
        }

        public EntityTag current() {
            return current;
        }
    }
}
