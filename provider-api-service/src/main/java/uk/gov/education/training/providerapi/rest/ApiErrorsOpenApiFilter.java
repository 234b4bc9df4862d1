package uk.gov.education.training.providerapi.rest;

import static org.eclipse.microprofile.openapi.models.media.Schema.SchemaType.OBJECT;
import static org.eclipse.microprofile.openapi.models.media.Schema.SchemaType.STRING;

import java.util.Map;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.media.Schema;
import uk.gov.education.training.platform.web.ErrorsOpenApiFilter;

/** Documents errors as {@link ApiErrors} writes them. */
public class ApiErrorsOpenApiFilter extends ErrorsOpenApiFilter {

    @Override
    protected String mediaType() {
        return "application/json";
    }

    @Override
    protected Schema body() {
        return OASFactory.createSchema()
                .addType(OBJECT)
                .properties(Map.of(
                        "error",
                                OASFactory.createSchema()
                                        .addType(STRING)
                                        .description("With 401 only, instead of errors."),
                        "errors",
                                list(Map.of(
                                        "title", OASFactory.createSchema().addType(STRING),
                                        "detail", OASFactory.createSchema().addType(STRING)))))
                .minProperties(1);
    }
}
