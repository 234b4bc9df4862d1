package uk.gov.education.training.schoolupdates.rest;

import io.quarkus.security.identity.CurrentIdentityAssociation;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.platform.web.ApiException;
import uk.gov.education.training.platform.web.Caller;
import uk.gov.education.training.platform.web.ErrorFormat;
import uk.gov.education.training.schoolupdates.portal.OtherSchool;

/** Refuses a request about a school that the access token is not for. */
class SchoolsOfToken {

    private static final String SCHOOL = "urn";

    private final CurrentIdentityAssociation identity;
    private final ErrorFormat body;

    SchoolsOfToken(CurrentIdentityAssociation identity, ErrorFormat body) {
        this.identity = identity;
        this.body = body;
    }

    /** Returns a response if the request is refused, otherwise null. */
    @ServerRequestFilter
    Uni<@Nullable Response> refuseOtherSchools(UriInfo uri) {
        @Nullable String urn = uri.getPathParameters().getFirst(SCHOOL);
        return urn == null
                ? Uni.createFrom().nullItem()
                : identity.getDeferredIdentity()
                        .map(who -> who.getPrincipal() instanceof Caller caller && !caller.maySpeakFor(urn)
                                ? refused()
                                : null);
    }

    private Response refused() {
        ApiException refusal = OtherSchool.refusal();
        return body.of(refusal.status(), refusal.problems());
    }
}
