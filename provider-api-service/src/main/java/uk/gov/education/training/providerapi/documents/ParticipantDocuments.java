package uk.gov.education.training.providerapi.documents;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import uk.gov.education.training.providerapi.facts.LoadedFacts;
import uk.gov.education.training.providerapi.store.DocumentKind;
import uk.gov.education.training.providerapi.store.ProviderDocument;
import uk.gov.education.training.providerapi.store.ProviderDocuments.ListedDocument;

/**
 * A participant's documents after a decision. They answer the request, so it need not read them again.
 *
 * @param facts the facts from which the documents are rendered
 */
public record ParticipantDocuments(LoadedFacts facts, List<ProviderDocument> documents) {

    public Optional<ListedDocument> find(UUID leadProviderId, DocumentKind kind, UUID id) {
        ProviderDocument.Key key = new ProviderDocument.Key(leadProviderId, kind, id);
        return documents.stream()
                .filter(document -> document.key().equals(key))
                .findFirst()
                .map(document ->
                        new ListedDocument(document.json(), document.id(), document.subject(), document.updatedAt()));
    }
}
