package uk.gov.education.training.providerapi;

import static uk.gov.education.training.events.Topics.STATEMENTS;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.UUID;
import uk.gov.education.training.platform.messaging.Cause;
import uk.gov.education.training.platform.messaging.DecisionFailed;
import uk.gov.education.training.platform.messaging.FactStore;
import uk.gov.education.training.providerapi.documents.DocumentRenderer;
import uk.gov.education.training.providerapi.documents.UpdateDocuments;

/** Updates the documents about lead providers' statements. */
@ApplicationScoped
public class RefreshStatements {

    private final FactStore factStore;
    private final UpdateDocuments updateDocuments;

    RefreshStatements(FactStore factStore, UpdateDocuments updateDocuments) {
        this.factStore = factStore;
        this.updateDocuments = updateDocuments;
    }

    /** @param moved the keys of the statements, which are locked */
    public Uni<Void> on(SqlConnection tx, Map<String, Cause> moved) {
        return factStore
                .load(tx, moved.keySet(), STATEMENTS)
                .chain(stored -> updateDocuments.update(
                        tx,
                        moved.keySet().stream().map(UUID::fromString).toList(),
                        stored.values().stream()
                                .flatMap(facts -> DecisionFailed.about(facts.key(), () -> facts.snapshot(STATEMENTS)
                                                .flatMap(DocumentRenderer::of))
                                        .stream())
                                .toList()))
                .replaceWithVoid();
    }
}
