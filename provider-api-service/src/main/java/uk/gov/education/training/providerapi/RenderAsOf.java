package uk.gov.education.training.providerapi;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import uk.gov.education.training.providerapi.documents.DocumentRenderer;
import uk.gov.education.training.providerapi.documents.DocumentRenderer.Rendering;
import uk.gov.education.training.providerapi.facts.LoadParticipantFacts;
import uk.gov.education.training.providerapi.facts.LoadedFacts;
import uk.gov.education.training.providerapi.store.DocumentKind;
import uk.gov.education.training.providerapi.store.ProviderDocument;
import uk.gov.education.training.providerapi.store.ProviderDocuments.ListedDocument;

/** Renders documents as of another day than today, for requests that choose their time. */
@ApplicationScoped
public class RenderAsOf {

    private final Pool pool;
    private final LoadParticipantFacts loadParticipantFacts;

    RenderAsOf(Pool pool, LoadParticipantFacts loadParticipantFacts) {
        this.pool = pool;
        this.loadParticipantFacts = loadParticipantFacts;
    }

    /** Renders these documents, in this order, as of the day. Leaves out those that the provider doesn't see then. */
    public Uni<List<String>> render(
            LocalDate day, UUID leadProviderId, DocumentKind kind, List<ListedDocument> documents) {
        List<String> keys = documents.stream()
                .map(document -> document.subject().toString())
                .distinct()
                .toList();
        return pool.withConnection(connection -> loadParticipantFacts.load(connection, keys))
                .map(facts -> render(day, leadProviderId, kind, documents, facts));
    }

    /** Renders documents from facts that are loaded already. */
    public static List<String> render(
            LocalDate day, UUID leadProviderId, DocumentKind kind, List<ListedDocument> documents, LoadedFacts facts) {
        return documents.stream()
                .flatMap(document -> DocumentRenderer.of(
                                facts, document.subject().toString(), day)
                        .stream()
                        .filter(rendering ->
                                rendering.key().equals(new ProviderDocument.Key(leadProviderId, kind, document.id())))
                        .map(Rendering::json)
                        .map(json -> json.updatedAt(document.updatedAt())))
                .toList();
    }
}
