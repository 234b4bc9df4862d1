package uk.gov.education.training.providerapi.rest;

import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** Where lead providers look for the documentation of the API. */
@Path("/api/docs")
public class DocsResource {

    @GET
    @Operation(hidden = true)
    public Uni<Response> docs() {
        return Uni.createFrom()
                .item(Response.seeOther(URI.create("/q/swagger-ui")).build());
    }
}
