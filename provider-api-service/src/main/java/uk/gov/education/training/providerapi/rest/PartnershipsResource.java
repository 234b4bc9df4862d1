package uk.gov.education.training.providerapi.rest;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.platform.web.ApiException;
import uk.gov.education.training.platform.web.ApiException.Problem;
import uk.gov.education.training.platform.web.Caller;
import uk.gov.education.training.platform.web.IdempotencyKey;
import uk.gov.education.training.platform.web.OwnRequestValidation;
import uk.gov.education.training.platform.web.RequestTime;
import uk.gov.education.training.platform.web.Scope;
import uk.gov.education.training.providerapi.RequestPartnership;
import uk.gov.education.training.providerapi.schoolupdates.SchoolUpdatesClient.OwnerRequest;
import uk.gov.education.training.providerapi.store.DocumentKind;

/** The partnerships with schools of the lead provider whose token is presented. */
@OwnRequestValidation
@Path("/api/v3/partnerships")
@RolesAllowed(Scope.LEAD_PROVIDER)
class PartnershipsResource {

    private static final String DELIVERY_PARTNER = "delivery_partner_id";

    private final DocumentResponses documentResponses;
    private final RequestPartnership requestPartnership;
    private final RequestTime requestTime;
    private final SecurityIdentity securityIdentity;

    PartnershipsResource(
            DocumentResponses documentResponses,
            RequestPartnership requestPartnership,
            RequestTime requestTime,
            SecurityIdentity securityIdentity) {
        this.documentResponses = documentResponses;
        this.requestPartnership = requestPartnership;
        this.requestTime = requestTime;
        this.securityIdentity = securityIdentity;
    }

    @GET
    public Uni<Response> list(@Context UriInfo uri) {
        return documentResponses.list(
                DocumentKind.PARTNERSHIP,
                ListQuery.of(uri.getQueryParameters())
                        .sorted()
                        .cohort()
                        .ids(DELIVERY_PARTNER)
                        .search());
    }

    @GET
    @Path("/{id}")
    public Uni<Response> show(String id) {
        return documentResponses.show(DocumentKind.PARTNERSHIP, DocumentResponses.id(id));
    }

    @POST
    public Uni<Response> create(
            @HeaderParam(IdempotencyKey.HEADER) @Nullable String key, @Nullable RequestBodyReader body) {
        ActionBody action = ActionBody.of(body, "cohort", "school_id", DELIVERY_PARTNER);
        return shown(requestPartnership.create(request(action, key)));
    }

    @PUT
    @Path("/{id}")
    public Uni<Response> update(
            String id, @HeaderParam(IdempotencyKey.HEADER) @Nullable String key, @Nullable RequestBodyReader body) {
        UUID partnershipId = DocumentResponses.id(id);
        return action(partnershipId, body)
                .chain(action -> shown(requestPartnership.update(partnershipId, request(action, key))));
    }

    @PATCH
    @Path("/{id}")
    public Uni<Response> patch(
            String id, @HeaderParam(IdempotencyKey.HEADER) @Nullable String key, @Nullable RequestBodyReader body) {
        return update(id, key, body);
    }

    /**
     * Reads the body. If it can be read, but has no permitted attribute, a request about an unknown partnership is a
     * 404 all the same.
     */
    private Uni<ActionBody> action(UUID id, @Nullable RequestBodyReader body) {
        if (body != null) {
            body.content();
        }
        try {
            return Uni.createFrom().item(ActionBody.of(body, DELIVERY_PARTNER));
        } catch (ApiException malformed) {
            return documentResponses.show(DocumentKind.PARTNERSHIP, id).map(known -> {
                throw malformed;
            });
        }
    }

    private OwnerRequest request(ActionBody action, @Nullable String key) {
        return new OwnerRequest(
                documentResponses.leadProvider(),
                action.values(),
                ownersKey(IdempotencyKey.of(key)),
                requestTime.cause(),
                requestTime.isChosen() ? requestTime.at().toString() : null);
    }

    /** The key for the owner, to which all lead providers' requests come with one token. */
    private String ownersKey(@Nullable String key) {
        return key == null
                ? UUID.randomUUID().toString()
                : UUID.nameUUIDFromBytes((tokenId() + " " + key).getBytes(UTF_8))
                        .toString();
    }

    private UUID tokenId() {
        return ((Caller) securityIdentity.getPrincipal()).tokenId();
    }

    private Uni<Response> shown(Uni<UUID> decided) {
        return decided.onFailure(PartnershipsResource::isNotFound)
                .transform(notFound -> DocumentResponses.notFound())
                .chain(id -> documentResponses
                        .show(DocumentKind.PARTNERSHIP, id)
                        .onFailure(PartnershipsResource::isNotFound)
                        .transform(notFound -> notYetShown()));
    }

    /** This service has not received the school from its topic yet. */
    private static ApiException notYetShown() {
        return new ApiException(
                503,
                List.of(new Problem(
                        "service", "The partnership is recorded, but can't be shown yet. Look at it in a moment.")));
    }

    private static boolean isNotFound(Throwable failure) {
        return failure instanceof ApiException refused && refused.status() == 404;
    }
}
