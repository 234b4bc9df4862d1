package uk.gov.education.training.providerapi.testing;

import com.atlassian.oai.validator.OpenApiInteractionValidator;
import com.atlassian.oai.validator.model.Request;
import com.atlassian.oai.validator.model.SimpleResponse;
import com.atlassian.oai.validator.report.ValidationReport;
import java.util.List;
import java.util.Set;

/**
 * Finds errors in responses about partnerships, schools and delivery partners, according to what the published
 * description of DfE's API says about them. It says nothing about some codes, such as 429, and about other paths.
 */
final class PublishedContract {

    private static final OpenApiInteractionValidator VALIDATOR = OpenApiInteractionValidator.createForSpecificationUrl(
                    ContractCheck.PUBLISHED)
            .build();

    private static final Set<String> NOT_PUBLISHED = Set.of(
            "validation.request.path.missing",
            "validation.request.operation.notAllowed",
            "validation.response.status.unknown");

    private PublishedContract() {}

    /** Returns the errors. There are none if nothing is published about such a response. */
    static List<ValidationReport.Message> messages(String method, String path, SimpleResponse response) {
        List<ValidationReport.Message> messages = VALIDATOR
                .validateResponse(path, Request.Method.valueOf(method), response)
                .getMessages();
        return messages.stream().anyMatch(message -> NOT_PUBLISHED.contains(message.getKey())) ? List.of() : messages;
    }
}
