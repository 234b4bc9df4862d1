package uk.gov.education.training.platform.web;

import io.quarkus.security.Authenticated;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Returns the token of the request. The operations console, which stores no tokens, checks them here. */
@Path("/api/v1/access-token")
@Authenticated
@Tag(name = "Access tokens")
class AccessTokenResource {

    private final SecurityIdentity identity;

    AccessTokenResource(SecurityIdentity identity) {
        this.identity = identity;
    }

    @GET
    @Operation(summary = "The id and the scope of the token of this request")
    public Uni<One> show() {
        return Uni.createFrom().item(() -> {
            Caller caller = (Caller) identity.getPrincipal();
            return new One(new PresentedToken(caller.tokenId(), caller.scope()));
        });
    }

    record One(PresentedToken data) {}
}
