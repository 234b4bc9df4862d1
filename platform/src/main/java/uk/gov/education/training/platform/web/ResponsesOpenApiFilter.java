package uk.gov.education.training.platform.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.Components;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.eclipse.microprofile.openapi.models.responses.APIResponses;
import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.DotName;
import org.jboss.jandex.FieldInfo;
import org.jboss.jandex.IndexView;
import org.jspecify.annotations.Nullable;

/**
 * Documents responses as they are written: enum values in lower case, null for fields that are nullable and always
 * written, and statuses that the type of a method does not tell, from the extension {@value #STATUSES}.
 */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public class ResponsesOpenApiFilter implements OASFilter {

    /** The success statuses of a method, separated by blanks. */
    public static final String STATUSES = "x-statuses";

    private static final DotName INCLUDED = DotName.createSimple(JsonInclude.class);
    private static final DotName UNWRAPPED = DotName.createSimple(JsonUnwrapped.class);
    private static final DotName NULLABLE = DotName.createSimple(Nullable.class);

    private static final PropertyNamingStrategies.SnakeCaseStrategy SNAKE_CASE =
            PropertyNamingStrategies.SnakeCaseStrategy.INSTANCE;

    private final IndexView classes;

    public ResponsesOpenApiFilter(IndexView classes) {
        this.classes = classes;
    }

    @Override
    public void filterOpenAPI(OpenAPI api) {
        Map<String, Schema> schemas = Optional.ofNullable(api.getComponents())
                .map(Components::getSchemas)
                .orElse(Map.of());
        classes.getKnownClasses().forEach(type -> {
            @Nullable Schema schema = schemas.get(type.simpleName());
            if (schema != null && type.isEnum()) {
                lowerCase(schema);
            } else if (schema != null && schema.getProperties() != null) {
                nulls(type).map(SNAKE_CASE::translate).forEach(name -> allowNull(schema, name));
            }
        });
        api.getPaths().getPathItems().values().stream()
                .flatMap(path -> path.getOperations().values().stream())
                .forEach(ResponsesOpenApiFilter::documentStatuses);
    }

    private static void lowerCase(Schema choices) {
        if (choices.getEnumeration() != null) {
            choices.setEnumeration(choices.getEnumeration().stream()
                    .<Object>map(choice -> choice.toString().toLowerCase(Locale.ROOT))
                    .toList());
        }
    }

    private static void documentStatuses(Operation operation) {
        APIResponses responses = operation.getResponses();
        @Nullable
        Object statuses = operation.getExtensions() == null
                ? null
                : operation.getExtensions().get(STATUSES);
        if (statuses == null) {
            return;
        }
        String guessed = responses.getAPIResponses().keySet().stream()
                .filter(status -> status.startsWith("2"))
                .findFirst()
                .orElseThrow();
        APIResponse response = responses.getAPIResponse(guessed);
        responses.removeAPIResponse(guessed);
        for (String status : statuses.toString().split(" ", -1)) {
            responses.addAPIResponse(
                    status,
                    status.equals("304") ? OASFactory.createAPIResponse().description("Not changed") : response);
        }
        operation.removeExtension(STATUSES);
    }

    /** The fields that are written as null if they have no value. */
    private Stream<String> nulls(ClassInfo type) {
        Stream<String> own = isWritten(type)
                ? type.fields().stream()
                        .filter(field -> field.type().hasAnnotation(NULLABLE))
                        .map(FieldInfo::name)
                : Stream.empty();
        return Stream.concat(
                own,
                type.fields().stream()
                        .filter(field -> field.hasAnnotation(UNWRAPPED))
                        .flatMap(field -> Stream.ofNullable(
                                classes.getClassByName(field.type().name())))
                        .flatMap(this::nulls));
    }

    private static boolean isWritten(ClassInfo type) {
        @Nullable AnnotationInstance included = type.declaredAnnotation(INCLUDED);
        return included != null
                && included.value() != null
                && included.value().asEnum().equals("ALWAYS");
    }

    private static void allowNull(Schema schema, String name) {
        @Nullable Schema property = schema.getProperties().get(name);
        if (property == null) {
            return;
        }
        if (property.getType() != null) {
            property.addType(SchemaType.NULL);
        } else {
            schema.addProperty(
                    name,
                    OASFactory.createSchema()
                            .addAnyOf(property)
                            .addAnyOf(OASFactory.createSchema().addType(SchemaType.NULL)));
        }
    }
}
