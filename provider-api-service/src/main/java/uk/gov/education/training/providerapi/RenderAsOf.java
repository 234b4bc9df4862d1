package uk.gov.education.training.providerapi;

import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import uk.gov.education.training.providerapi.documents.DocumentRenderer;
import uk.gov.education.training.providerapi.documents.DocumentRenderer.Rendering;
import uk.gov.education.training.providerapi.documents.ReferenceRenderer;
import uk.gov.education.training.providerapi.facts.LoadParticipantFacts;
import uk.gov.education.training.providerapi.facts.LoadSchoolFacts;
import uk.gov.education.training.providerapi.facts.LoadedFacts;
import uk.gov.education.training.providerapi.store.DocumentKind;
import uk.gov.education.training.providerapi.store.ProviderDocument;
import uk.gov.education.training.providerapi.store.ProviderDocuments.ListedDocument;

/** Renders documents as of another day than today, for requests that choose their time. */
@ApplicationScoped
public class RenderAsOf {

    private final Pool pool;
    private final LoadParticipantFacts loadParticipantFacts;
    private final LoadSchoolFacts loadSchoolFacts;

    RenderAsOf(Pool pool, LoadParticipantFacts loadParticipantFacts, LoadSchoolFacts loadSchoolFacts) {
        this.pool = pool;
        this.loadParticipantFacts = loadParticipantFacts;
        this.loadSchoolFacts = loadSchoolFacts;
    }

    /** Renders these documents, in this order, as of the day. Leaves out those that the provider doesn't see then. */
    public Uni<List<String>> render(
            LocalDate day, UUID leadProviderId, DocumentKind kind, List<ListedDocument> documents) {
        Set<UUID> subjects = documents.stream().map(ListedDocument::subject).collect(toSet());
        if (kind == DocumentKind.PARTNERSHIP) {
            return pool.withConnection(connection -> loadSchoolFacts.load(connection, subjects))
                    .map(schools -> json(
                            documents, schools.stream().flatMap(facts -> ReferenceRenderer.partnerships(facts, day))));
        }
        List<String> keys = subjects.stream().map(UUID::toString).toList();
        return pool.withConnection(connection -> loadParticipantFacts.load(connection, keys))
                .map(facts -> render(day, leadProviderId, kind, documents, facts));
    }

    /** Each of these documents in its new rendering. The ids of these renderings are unique. */
    private static List<String> json(List<ListedDocument> documents, Stream<Rendering> renderings) {
        Map<UUID, Rendering> byId = renderings.collect(toMap(Rendering::id, rendering -> rendering));
        return documents.stream()
                .filter(document -> byId.containsKey(document.id()))
                .map(document -> byId.get(document.id()).json().updatedAt(document.updatedAt()))
                .toList();
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
