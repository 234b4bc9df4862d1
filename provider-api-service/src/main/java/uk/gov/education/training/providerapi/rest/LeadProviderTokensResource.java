package uk.gov.education.training.providerapi.rest;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.Status;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.events.PlainText;
import uk.gov.education.training.platform.web.ApiException;
import uk.gov.education.training.platform.web.PathUuid;
import uk.gov.education.training.platform.web.ResponsesOpenApiFilter;
import uk.gov.education.training.platform.web.Scope;
import uk.gov.education.training.providerapi.ManageAccessTokens;
import uk.gov.education.training.providerapi.ManageAccessTokens.Issued;
import uk.gov.education.training.providerapi.store.LeadProviderTokens;
import uk.gov.education.training.providerapi.store.LeadProviderTokens.LeadProviderToken;

/** Lets DfE support list, issue, expire and revoke lead providers' access tokens. */
@Path("/api/v1/lead-providers/{lead_provider_id}/tokens")
@RolesAllowed(Scope.SUPPORT)
@Tag(name = "Access tokens")
class LeadProviderTokensResource {

    private static final int MAX_DESCRIPTION_LENGTH = 200;
    private static final Instant LAST_EXPIRY = Instant.parse("2999-12-31T23:59:59Z");

    private final LeadProviderTokens tokens;
    private final ManageAccessTokens access;

    LeadProviderTokensResource(LeadProviderTokens tokens, ManageAccessTokens access) {
        this.tokens = tokens;
        this.access = access;
    }

    record Tokens(List<LeadProviderToken> tokens) {}

    /** @param expiresAt absent for a token that never expires */
    record NewToken(@Nullable String description, @Nullable Instant expiresAt) {}

    /** @param expiresAt absent to remove the expiry */
    record Expiry(@Nullable Instant expiresAt) {}

    @GET
    @Operation(summary = "List a lead provider's tokens, oldest first, including revoked and expired ones")
    public Uni<Tokens> list(@RestPath("lead_provider_id") String leadProviderId) {
        return tokens.list(id(leadProviderId)).map(Tokens::new);
    }

    @POST
    @Operation(summary = "Create a token. Only this answer contains it: it can't be read again")
    @Extension(name = ResponsesOpenApiFilter.STATUSES, value = "201")
    public Uni<RestResponse<Issued>> issue(
            @RestPath("lead_provider_id") String leadProviderId, @Nullable NewToken body) {
        UUID provider = id(leadProviderId);
        if (body == null || !isDescription(body.description())) {
            throw ApiException.invalid(
                    "description",
                    "Say in at most " + MAX_DESCRIPTION_LENGTH + " characters who or what the token is for.");
        }
        return access.issue(provider, PlainText.squeezed(body.description()), future(body.expiresAt()))
                .map(issued -> RestResponse.ResponseBuilder.create(Status.CREATED, issued)
                        .header("Cache-Control", "no-store")
                        .build());
    }

    @PUT
    @Path("/{id}/expiry")
    @Operation(summary = "Set or remove a token's expiry")
    public Uni<LeadProviderToken> expire(
            @RestPath("lead_provider_id") String leadProviderId, String id, @Nullable Expiry body) {
        if (body == null) {
            throw ApiException.badRequest(
                    "body", "Send a JSON object: {\"expires_at\": \"2027-08-31T22:59:59Z\"}, or {}.");
        }
        return access.expire(id(leadProviderId), id(id), future(body.expiresAt()))
                .map(LeadProviderTokensResource::found);
    }

    @DELETE
    @Path("/{id}")
    @Operation(summary = "Revoke a token permanently. It stays in the list")
    public Uni<LeadProviderToken> revoke(@RestPath("lead_provider_id") String leadProviderId, String id) {
        return access.revoke(id(leadProviderId), id(id)).map(LeadProviderTokensResource::found);
    }

    private static boolean isDescription(@Nullable String text) {
        return text != null
                && PlainText.isVisible(text)
                && PlainText.length(PlainText.squeezed(text)) <= MAX_DESCRIPTION_LENGTH
                && PlainText.isPlain(PlainText.squeezed(text));
    }

    private static @Nullable Instant future(@Nullable Instant expiresAt) {
        if (expiresAt != null && !expiresAt.isAfter(Instant.now())) {
            throw ApiException.invalid("expires_at", "Give a time in the future. To end a token now, revoke it.");
        }
        if (expiresAt != null && expiresAt.isAfter(LAST_EXPIRY)) {
            throw ApiException.invalid(
                    "expires_at", "Give a time before the year 3000, or none for a token that never expires.");
        }
        return expiresAt;
    }

    private static LeadProviderToken found(Optional<LeadProviderToken> token) {
        return token.orElseThrow(LeadProviderTokensResource::notFound);
    }

    private static UUID id(String text) {
        return PathUuid.of(text, LeadProviderTokensResource::notFound);
    }

    private static ApiException notFound() {
        return ApiException.notFound("id", "This lead provider has no such token.");
    }
}
