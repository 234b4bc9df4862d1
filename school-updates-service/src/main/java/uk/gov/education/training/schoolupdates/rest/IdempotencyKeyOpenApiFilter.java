package uk.gov.education.training.schoolupdates.rest;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.platform.web.IdempotencyKey;

/** Documents the key under which every call that changes something can be sent again. */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public class IdempotencyKeyOpenApiFilter implements OASFilter {

    @Override
    public PathItem filterPathItem(PathItem path) {
        document(path.getPOST());
        document(path.getPUT());
        document(path.getDELETE());
        return path;
    }

    private static void document(@Nullable Operation operation) {
        if (operation != null) {
            operation.addParameter(OASFactory.createParameter()
                    .name(IdempotencyKey.HEADER)
                    .in(Parameter.In.HEADER)
                    .required(false)
                    .description("A key of your own for this request, such as a UUID. The same request sent again under"
                            + " it gets the first answer and happens once; another request under it is refused.")
                    .schema(OASFactory.createSchema()
                            .addType(Schema.SchemaType.STRING)
                            .minLength(1)
                            .maxLength(255)));
        }
    }
}
