package uk.gov.education.training.funding.rest;

import jakarta.ws.rs.core.HttpHeaders;
import java.util.List;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jboss.resteasy.reactive.RestResponse.Status;
import uk.gov.education.training.platform.web.EntityTag;
import uk.gov.education.training.platform.web.IfNoneMatch;

/** Builds responses with an entity tag, which DfE finance sends back to say which version they have seen. */
final class TaggedResponses {

    private TaggedResponses() {}

    static <T> RestResponse<T> of(Status status, EntityTag tag, T view) {
        return ResponseBuilder.create(status, view)
                .header(HttpHeaders.ETAG, tag)
                .build();
    }

    /**
     * Responds to a GET: 304 without a body if the caller has this version already.
     *
     * @param ifNoneMatch the lines of the header {@code If-None-Match}
     */
    static <T> RestResponse<T> unlessUnchanged(List<String> ifNoneMatch, EntityTag tag, T view) {
        return IfNoneMatch.holds(ifNoneMatch, tag.value())
                ? ResponseBuilder.<T>create(Status.NOT_MODIFIED)
                        .header(HttpHeaders.ETAG, tag)
                        .build()
                : of(Status.OK, tag, view);
    }
}
