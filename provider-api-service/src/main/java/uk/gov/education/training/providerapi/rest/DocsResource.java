package uk.gov.education.training.providerapi.rest;

import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import uk.gov.education.training.platform.web.OwnRequestValidation;

/** Serves the public documentation of the lead-provider API. */
@OwnRequestValidation
@Path("/api/docs")
public class DocsResource {

    private final byte[] contract = ApiDescription.yaml();

    /** The page that shows the contract. */
    @GET
    public Uni<Response> page() {
        return Uni.createFrom()
                .item(Response.seeOther(URI.create("/q/swagger-ui/")).build());
    }

    @GET
    @Path("/v3/swagger.yaml")
    public Uni<Response> contract() {
        return Uni.createFrom()
                .item(Response.ok(contract).type("application/yaml").build());
    }
}
