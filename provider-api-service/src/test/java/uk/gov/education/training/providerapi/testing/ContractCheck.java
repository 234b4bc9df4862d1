package uk.gov.education.training.providerapi.testing;

import com.atlassian.oai.validator.OpenApiInteractionValidator;
import com.atlassian.oai.validator.model.Request;
import com.atlassian.oai.validator.model.SimpleResponse;
import com.atlassian.oai.validator.report.ValidationReport;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Finds errors in responses according to {@code lead-provider-api-v3.yaml} and {@link PublishedContract}. Checks no
 * requests, because tests send invalid ones too.
 */
public final class ContractCheck {

    public static final String CONTRACT = "/lead-provider-api-v3.yaml";
    public static final String PUBLISHED = "/published-responses.yaml";

    private static final OpenApiInteractionValidator CONTRACT_VALIDATOR =
            OpenApiInteractionValidator.createForSpecificationUrl(CONTRACT).build();

    /** The contract has no such path or method. */
    private static final Set<String> UNKNOWN =
            Set.of("validation.request.path.missing", "validation.request.operation.notAllowed");

    private ContractCheck() {}

    /** A response of the service. */
    public record Response(int status, Map<String, List<String>> headers, String body) {}

    /**
     * @param path without the query
     * @return the errors; empty if the response matches the contract, or if the contract does not cover the path
     */
    public static List<String> problems(String method, String path, Response response) {
        if (!path.startsWith("/api/v3/")) {
            return List.of();
        }
        SimpleResponse.Builder builder = new SimpleResponse.Builder(response.status());
        response.headers().forEach(builder::withHeader);
        if (!response.body().isEmpty()) {
            builder.withBody(response.body());
        }
        SimpleResponse answered = builder.build();
        List<ValidationReport.Message> messages = CONTRACT_VALIDATOR
                .validateResponse(path, Request.Method.valueOf(method), answered)
                .getMessages();
        boolean unknown = messages.stream().anyMatch(message -> UNKNOWN.contains(message.getKey()));
        if (unknown && (response.status() == 404 || response.status() == 405)) {
            return List.of();
        }
        return Stream.concat(messages.stream(), PublishedContract.messages(method, path, answered).stream())
                .filter(message -> message.getLevel() != ValidationReport.Level.IGNORE)
                .map(message -> method + " " + path + " answered " + response.status() + ": " + text(message))
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
