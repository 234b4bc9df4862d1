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

/** Documents the Idempotency-Key header of every call that changes something. */
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
                    .description(
                            "A unique key for this request, such as a UUID. If you send the same request again with"
                                    + " the same key, it runs once and you get the first response. A different request with the"
                                    + " same key is refused.")
                    .schema(OASFactory.createSchema()
                            .addType(Schema.SchemaType.STRING)
                            .minLength(1)
                            .maxLength(255)));
        }
    }
}
