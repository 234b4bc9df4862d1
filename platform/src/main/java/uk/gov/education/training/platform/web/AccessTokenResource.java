package uk.gov.education.training.platform.web;

import io.quarkus.security.Authenticated;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Tells callers whose token they have sent. The operations console, which stores no tokens, checks them here. */
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
    public Uni<PresentedToken> show() {
        return Uni.createFrom().item(() -> {
            Caller caller = (Caller) identity.getPrincipal();
            return new PresentedToken(new PresentedToken.Data(caller.tokenId(), caller.scope()));
        });
    }

    /** The answer. */
    record PresentedToken(Data data) {

        record Data(UUID id, String scope) {}
    }
}
