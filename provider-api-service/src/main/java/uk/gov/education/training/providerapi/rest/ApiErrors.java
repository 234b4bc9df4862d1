package uk.gov.education.training.providerapi.rest;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Map;
import uk.gov.education.training.platform.web.ApiException.Problem;
import uk.gov.education.training.platform.web.ErrorFormat;

/** Writes errors in the format that the lead-provider API has always had. */
@ApplicationScoped
class ApiErrors implements ErrorFormat {

    private static final int RETRY_AFTER_SECONDS = 5;

    @Override
    public Response of(int status, List<Problem> problems) {
        return Response.status(status)
                .header("Content-Type", ParticipantsResource.JSON)
                .header("Retry-After", status == 503 ? RETRY_AFTER_SECONDS : null)
                .entity(
                        status == 401
                                ? Map.of("error", "HTTP Token: Access denied")
                                : Map.of("errors", errors(status, problems)))
                .build();
    }

    private record Entry(String title, String detail) {}

    private static List<Entry> errors(int status, List<Problem> problems) {
        return problems.stream()
                .map(problem -> new Entry(title(status, problem), problem.detail()))
                .toList();
    }

    private static String title(int status, Problem problem) {
        return switch (status) {
            case 400 -> problem.field().equals("filter") ? "Bad parameter" : "Bad request";
            case 403 -> "Forbidden";
            case 404 -> "Resource not found";
            case 413 -> "Content too large";
            case 408 -> "Request timeout";
            case 414 -> "Address too long";
            case 431 -> "Headers too large";
            case 429 -> "Too many requests";
            case 501 -> "Unknown method";
            case 500, 503 -> "Service unavailable";
            default -> problem.field();
        };
    }
}
