package uk.gov.education.training.providerapi.testing;

import com.atlassian.oai.validator.OpenApiInteractionValidator;
import com.atlassian.oai.validator.model.Request;
import com.atlassian.oai.validator.model.SimpleResponse;
import com.atlassian.oai.validator.report.ValidationReport;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Finds errors in answers according to {@code lead-provider-api-v3.yaml}. Checks no requests, because tests send
 * invalid ones too.
 */
public final class ContractCheck {

    public static final String CONTRACT = "/lead-provider-api-v3.yaml";

    private static final OpenApiInteractionValidator CONTRACT_VALIDATOR =
            OpenApiInteractionValidator.createForSpecificationUrl(CONTRACT).build();

    /** The contract has no such path or method. */
    private static final Set<String> UNKNOWN =
            Set.of("validation.request.path.missing", "validation.request.operation.notAllowed");

    private ContractCheck() {}

    /** An answer of the service. */
    public record Answer(int status, Map<String, List<String>> headers, String body) {}

    /**
     * @param path without the query
     * @return the errors; empty if the answer matches the contract, or if the contract does not cover the path
     */
    public static List<String> problems(String method, String path, Answer answer) {
        if (!path.startsWith("/api/v3/")) {
            return List.of();
        }
        SimpleResponse.Builder response = new SimpleResponse.Builder(answer.status());
        answer.headers().forEach(response::withHeader);
        if (!answer.body().isEmpty()) {
            response.withBody(answer.body());
        }
        List<ValidationReport.Message> messages = CONTRACT_VALIDATOR
                .validateResponse(path, Request.Method.valueOf(method), response.build())
                .getMessages();
        boolean unknown = messages.stream().anyMatch(message -> UNKNOWN.contains(message.getKey()));
        if (unknown && (answer.status() == 404 || answer.status() == 405)) {
            return List.of();
        }
        return messages.stream()
                .filter(message -> message.getLevel() != ValidationReport.Level.IGNORE)
                .map(message -> method + " " + path + " answered " + answer.status() + ": " + text(message))
                .toList();
    }

    private static String text(ValidationReport.Message message) {
        return message.getMessage()
                + message.getContext()
                        .flatMap(ValidationReport.MessageContext::getPointers)
                        .map(pointers -> " at " + pointers.getInstance())
                        .orElse("")
                + message.getNestedMessages().stream()
                        .map(ContractCheck::text)
                        .collect(Collectors.joining("; ", " ", ""));
    }
}
