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
import uk.gov.education.training.providerapi.documents.ParticipantDocuments;
import uk.gov.education.training.providerapi.store.DocumentKind;
import uk.gov.education.training.providerapi.store.DocumentQuery;
import uk.gov.education.training.providerapi.store.PagingSnapshots;
import uk.gov.education.training.providerapi.store.ProviderDocuments;
import uk.gov.education.training.providerapi.store.ProviderDocuments.ListedDocument;

/**
 * Answers with the documents of the lead provider whose token is presented: as they are or, where the caller chooses,
 * as of a day.
 */
@RequestScoped
class DocumentResponses {

    private final ProviderDocuments providerDocuments;
    private final PagingSnapshots pagingSnapshots;
    private final RenderAsOf renderAsOf;
    private final SecurityIdentity securityIdentity;
    private final RequestTime requestTime;
    private final EtagResponses etagResponses;

    DocumentResponses(
            ProviderDocuments providerDocuments,
            PagingSnapshots pagingSnapshots,
            RenderAsOf renderAsOf,
            SecurityIdentity securityIdentity,
            RequestTime requestTime,
            EtagResponses etagResponses) {
        this.providerDocuments = providerDocuments;
        this.pagingSnapshots = pagingSnapshots;
        this.renderAsOf = renderAsOf;
        this.securityIdentity = securityIdentity;
        this.requestTime = requestTime;
        this.etagResponses = etagResponses;
    }

    Uni<Response> list(DocumentKind kind, DocumentQuery documentQuery) {
        UUID leadProvider = leadProvider();
        return pagingSnapshots
                .within(caller().tokenId(), leadProvider, kind, documentQuery)
                .chain(page -> providerDocuments.page(leadProvider, kind, page))
                .chain(documents -> asOfRequest(kind, documents)
                        .map(resources -> etagResponses.of(
                                documents, resources.stream().collect(joining(",", "{\"data\":[", "]}")))));
    }

    Uni<Response> show(DocumentKind kind, UUID id) {
        return providerDocuments.find(leadProvider(), kind, id).chain(found -> {
            List<ListedDocument> documents = List.of(found.orElseThrow(DocumentResponses::notFound));
            return asOfRequest(kind, documents).map(resources -> etagResponses.of(documents, bodyOf(resources)));
        });
    }

    /** Renders the answer to a change from the documents that the request itself has written. */
    ChangeAnswer changed(DocumentKind kind, UUID id, ParticipantDocuments changed) {
        ListedDocument document = changed.find(leadProvider(), kind, id).orElseThrow(DocumentResponses::notFound);
        List<ListedDocument> documents = List.of(document);
        List<String> resources = requestTime.isChosen()
                ? RenderAsOf.render(requestTime.today(), leadProvider(), kind, documents, changed.facts())
                : jsonOf(documents);
        return new ChangeAnswer(document.subject(), bodyOf(resources), null);
    }

    /** Answers a change that is not pending. */
    Response of(ChangeAnswer answer) {
        return etagResponses.of(List.of(), Objects.requireNonNull(answer.body()));
    }

    private static String bodyOf(List<String> resources) {
        return "{\"data\":" + resources.stream().findFirst().orElseThrow(DocumentResponses::notFound) + "}";
    }

    private Uni<List<String>> asOfRequest(DocumentKind kind, List<ListedDocument> documents) {
        return requestTime.isChosen() && kind.dependsOnTheDay()
                ? renderAsOf.render(requestTime.today(), leadProvider(), kind, documents)
                : Uni.createFrom().item(jsonOf(documents));
    }

    private static List<String> jsonOf(List<ListedDocument> documents) {
        return documents.stream().map(ListedDocument::json).toList();
    }

    UUID leadProvider() {
        return Objects.requireNonNull(caller().leadProviderId());
    }

    private Caller caller() {
        return (Caller) securityIdentity.getPrincipal();
    }

    /** Reads an id. One that is not a UUID is not found. */
    static UUID id(String id) {
        return LenientUuid.parse(id).orElseThrow(DocumentResponses::notFound);
    }

    static ApiException notFound() {
        return ApiException.notFound("id", "Nothing could be found for the provided details.");
    }
}
