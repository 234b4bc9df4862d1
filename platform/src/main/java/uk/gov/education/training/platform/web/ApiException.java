package uk.gov.education.training.platform.web;

import java.util.List;
import uk.gov.education.training.platform.rules.Reason;
import uk.gov.education.training.platform.rules.Verdict;

/** An HTTP error. The request changed nothing. */
public class ApiException extends RuntimeException {

    private final int status;
    private final List<Problem> problems;

    /**
     * A problem with a request.
     *
     * @param field that is wrong, as the caller named it
     * @param detail what is wrong and what to do
     */
    public record Problem(String field, String detail) {}

    public ApiException(int status, List<Problem> problems) {
        super(null, null, false, false);
        this.status = status;
        this.problems = List.copyOf(problems);
    }

    public static ApiException badRequest(String field, String detail) {
        return new ApiException(400, List.of(new Problem(field, detail)));
    }

    public static ApiException notFound(String field, String detail) {
        return new ApiException(404, List.of(new Problem(field, detail)));
    }

    public static ApiException conflict(String field, String detail) {
        return new ApiException(409, List.of(new Problem(field, detail)));
    }

    public static ApiException invalid(List<Problem> problems) {
        return new ApiException(422, problems);
    }

    public static ApiException invalid(String field, String detail) {
        return invalid(List.of(new Problem(field, detail)));
    }

    public static ApiException unavailable() {
        return new ApiException(
                503, List.of(new Problem("service", "The database is unavailable. Try again in a moment.")));
    }

    /**
     * Returns the value of an accepted verdict.
     *
     * @throws ApiException with all reasons, if it was refused
     */
    public static <T> T requireAccepted(Verdict<T> verdict) {
        return switch (verdict) {
            case Verdict.Accepted<T>(T value) -> value;
            case Verdict.Refused<T>(List<Reason> reasons) ->
                throw invalid(reasons.stream()
                        .map(reason -> new Problem(reason.field(), reason.detail()))
                        .toList());
        };
    }

    public int status() {
        return status;
    }

    public List<Problem> problems() {
        return problems;
    }

    @Override
    public String getMessage() {
        return status + " " + problems;
    }
}
