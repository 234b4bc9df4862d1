package uk.gov.education.training.console;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.platform.web.ApiException;
import uk.gov.education.training.platform.web.ApiException.Problem;

/**
 * The response of one service to a call of its operations API, or the problems that prevented it.
 *
 * @param status 0 if the service did not respond
 * @param body null if there are problems
 */
record ServiceResponse<T>(
        String service, int status, @Nullable T body, List<Problem> problems) {

    boolean isOk() {
        return body != null;
    }

    List<String> details() {
        return problems.stream().map(Problem::detail).toList();
    }

    /** The elements of the body; none if there is no body. */
    <E> List<E> list(Function<T, List<E>> elements) {
        return body == null ? List.of() : elements.apply(body);
    }

    /** The body, or an exception with the problems. */
    T required() {
        if (body == null) {
            throw exception();
        }
        return body;
    }

    ApiException exception() {
        return new ApiException(status == 0 ? 503 : status, problems);
    }
}
