package uk.gov.education.training.platform.web;

import static org.eclipse.microprofile.openapi.models.media.Schema.SchemaType.ARRAY;
import static org.eclipse.microprofile.openapi.models.media.Schema.SchemaType.INTEGER;
import static org.eclipse.microprofile.openapi.models.media.Schema.SchemaType.OBJECT;
import static org.eclipse.microprofile.openapi.models.media.Schema.SchemaType.STRING;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem.HttpMethod;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.responses.APIResponses;

/** Documents the errors of every operation, and their body. */
public class ErrorsOpenApiFilter implements OASFilter {

    private static final String BODY = "Error";
    private static final Map<String, String> ALWAYS = Map.of(
            "400", "Something about the request can't be read: a field, a query parameter or a header, which is named",
            "401", "No valid token",
            "403", "The token's scope does not allow this call",
            "404", "There is no such thing",
            "406", "Accept asks for something else than what this call answers with",
            "414", "The address is too long",
            "429", "Too many requests; Retry-After says when to try again",
            "431", "The headers are too long",
            "503", "The database is unavailable; try again");
    private static final Map<String, String> WITH_BODY = Map.of(
            "409", "It is not in a state in which this can be done",
            "413", "The body is too large",
            "415", "The body has another type than this call takes, or is JSON but not in UTF-8",
            "422", "It can't be done; each field that is in the way is named");
    private static final Map<String, String> WITH_CONDITION = Map.of(
            "412", "It has changed since: read it again",
            "428", "Say with If-Match which state was seen");

    @Override
    public void filterOpenAPI(OpenAPI api) {
        if (api.getComponents() == null) {
            api.setComponents(OASFactory.createComponents());
        }
        api.getComponents().addSchema(BODY, body());
        api.getPaths().getPathItems().forEach((path, item) -> {
            if (path.startsWith("/api/v1/")) {
                item.getOperations().forEach(this::document);
            }
        });
    }

    private void document(HttpMethod method, Operation operation) {
        Map<String, String> errors = new TreeMap<>(ALWAYS);
        if (method != HttpMethod.GET) {
            errors.putAll(WITH_BODY);
        }
        if (operation.getParameters() != null
                && operation.getParameters().stream().anyMatch(parameter -> "If-Match".equals(parameter.getName()))) {
            errors.putAll(WITH_CONDITION);
        }
        APIResponses responses = operation.getResponses();
        errors.forEach((status, description) -> {
            if (responses.getAPIResponse(status) == null
                    || responses.getAPIResponse(status).getContent() == null) {
                responses.addAPIResponse(
                        status,
                        OASFactory.createAPIResponse()
                                .description(description)
                                .content(OASFactory.createContent()
                                        .addMediaType(
                                                mediaType(),
                                                OASFactory.createMediaType()
                                                        .schema(OASFactory.createSchema()
                                                                .ref("#/components/schemas/" + BODY)))));
            }
        });
    }

    /** The media type of errors. */
    protected String mediaType() {
        return "application/problem+json";
    }

    /** The schema of errors. */
    protected Schema body() {
        return object(Map.of(
                        "type", OASFactory.createSchema().addType(STRING),
                        "title", OASFactory.createSchema().addType(STRING),
                        "status", OASFactory.createSchema().addType(INTEGER),
                        "errors",
                                list(Map.of(
                                        "field", OASFactory.createSchema().addType(STRING),
                                        "detail", OASFactory.createSchema().addType(STRING)))))
                .description("RFC 9457 problem details, with all errors in a list.");
    }

    /** A list of objects that have all of these fields. */
    protected static Schema list(Map<String, Schema> fields) {
        return OASFactory.createSchema().addType(ARRAY).items(object(fields)).minItems(1);
    }

    private static Schema object(Map<String, Schema> fields) {
        return OASFactory.createSchema()
                .addType(OBJECT)
                .properties(new TreeMap<>(fields))
                .required(List.copyOf(new TreeMap<>(fields).keySet()));
    }
}
