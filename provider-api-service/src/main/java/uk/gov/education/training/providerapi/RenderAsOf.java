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
import uk.gov.education.training.providerapi.store.DocumentKind;
import uk.gov.education.training.providerapi.store.ProviderDocument;
import uk.gov.education.training.providerapi.store.ProviderDocuments.Listed;

/** What a provider would see on another day than today, for callers who choose the time. */
@ApplicationScoped
public class RenderAsOf {

    private final Pool pool;
    private final LoadParticipantFacts known;

    RenderAsOf(Pool pool, LoadParticipantFacts known) {
        this.pool = pool;
        this.known = known;
    }

    /** These documents, in this order, as of that day. */
    public Uni<List<String>> asOf(LocalDate day, UUID leadProviderId, DocumentKind kind, List<Listed> documents) {
        List<String> keys = documents.stream()
                .map(document -> document.subject().toString())
                .distinct()
                .toList();
        return pool.withConnection(connection -> known.load(connection, keys)).map(found -> documents.stream()
                .flatMap(document -> DocumentRenderer.of(
                                found, document.subject().toString(), day)
                        .stream()
                        .filter(rendering ->
                                rendering.key().equals(new ProviderDocument.Key(leadProviderId, kind, document.id())))
                        .map(Rendering::json)
                        .map(json -> json.updatedAt(document.updatedAt())))
                .toList());
    }
}
