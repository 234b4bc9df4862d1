package uk.gov.education.training.console;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.platform.web.ApiException.Problem;

/**
 * The form for a rebuild.
 *
 * @param errors of the service about the request
 */
record RebuildForm(String service, boolean all, String participant, String reason, List<Problem> errors) {

    static RebuildForm empty(String service) {
        return new RebuildForm(service, false, "", "", List.of());
    }

    RebuildForm withErrors(List<Problem> problems) {
        return new RebuildForm(service, all, participant, reason, problems);
    }

    Map<String, Object> request() {
        return all
                ? ServiceClients.given("all", true, "reason", reason)
                : ServiceClients.given("participant_id", participant, "reason", reason);
    }

    List<FieldError> problems() {
        return errors.stream()
                .map(problem -> new FieldError(field(problem.field()), problem.detail()))
                .toList();
    }

    private @Nullable String field(String name) {
        return switch (name) {
            case "participant_id" -> "participant-" + service;
            case "reason" -> "reason-" + service;
            default -> null;
        };
    }

    /** The error of a field; null if it has none. */
    public @Nullable String error(String name) {
        return errors.stream()
                .filter(problem -> problem.field().equals(name))
                .map(Problem::detail)
                .findFirst()
                .orElse(null);
    }
}
