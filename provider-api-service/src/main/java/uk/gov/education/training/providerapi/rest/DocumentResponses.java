package uk.gov.education.training.providerapi.rest;

import static java.util.stream.Collectors.joining;

import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import uk.gov.education.training.platform.web.ApiException;
import uk.gov.education.training.platform.web.Caller;
import uk.gov.education.training.platform.web.RequestTime;
import uk.gov.education.training.providerapi.RenderAsOf;
import uk.gov.education.training.providerapi.store.DocumentKind;
import uk.gov.education.training.providerapi.store.DocumentQuery;
import uk.gov.education.training.providerapi.store.PagingSnapshots;
import uk.gov.education.training.providerapi.store.ProviderDocuments;
import uk.gov.education.training.providerapi.store.ProviderDocuments.Listed;

/** What the lead provider whose token is presented may read, as it stands or, where the caller chooses, on a day. */
@RequestScoped
class DocumentResponses {

    private final ProviderDocuments documents;
    private final PagingSnapshots readings;
    private final RenderAsOf show;
    private final SecurityIdentity identity;
    private final RequestTime time;
    private final EtagResponses etagResponses;

    DocumentResponses(
            ProviderDocuments documents,
            PagingSnapshots readings,
            RenderAsOf show,
            SecurityIdentity identity,
            RequestTime time,
            EtagResponses etagResponses) {
        this.documents = documents;
        this.readings = readings;
        this.show = show;
        this.identity = identity;
        this.time = time;
        this.etagResponses = etagResponses;
    }

    Uni<Response> list(DocumentKind kind, DocumentQuery documentQuery) {
        UUID leadProvider = leadProvider();
        return readings.within(caller().tokenId(), leadProvider, kind, documentQuery)
                .chain(page -> documents.page(leadProvider, kind, page))
                .chain(listed -> asOfRequest(kind, listed)
                        .map(resources -> etagResponses.of(
                                listed, resources.stream().collect(joining(",", "{\"data\":[", "]}")))));
    }

    Uni<Response> show(DocumentKind kind, UUID id) {
        return documents.find(leadProvider(), kind, id).chain(found -> {
            List<Listed> listed = List.of(found.orElseThrow(DocumentResponses::notFound));
            return asOfRequest(kind, listed)
                    .map(resources -> resources.stream().findFirst().orElseThrow(DocumentResponses::notFound))
                    .map(resource -> etagResponses.of(listed, "{\"data\":" + resource + "}"));
        });
    }

    private Uni<List<String>> asOfRequest(DocumentKind kind, List<Listed> listed) {
        // A statement is the same on every day.
        return time.isChosen() && kind != DocumentKind.STATEMENT
                ? show.asOf(time.today(), leadProvider(), kind, listed)
                : Uni.createFrom().item(listed.stream().map(Listed::json).toList());
    }

    UUID leadProvider() {
        return Objects.requireNonNull(caller().leadProviderId());
    }

    private Caller caller() {
        return (Caller) identity.getPrincipal();
    }

    /** An id that is no UUID belongs to nothing. */
    static UUID id(String id) {
        return LenientUuid.parse(id).orElseThrow(DocumentResponses::notFound);
    }

    static ApiException notFound() {
        return ApiException.notFound("id", "Nothing could be found for the provided details.");
    }
}
