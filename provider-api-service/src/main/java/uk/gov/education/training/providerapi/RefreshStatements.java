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

/** Brings what lead providers see of their statements up to date. */
@ApplicationScoped
public class RefreshStatements {

    private final FactStore factStore;
    private final UpdateDocuments documents;

    RefreshStatements(FactStore factStore, UpdateDocuments documents) {
        this.factStore = factStore;
        this.documents = documents;
    }

    /** @param moved the keys of the statements, which are locked */
    public Uni<Void> on(SqlConnection tx, Map<String, Cause> moved) {
        return factStore
                .load(tx, moved.keySet(), STATEMENTS)
                .chain(held -> documents.rewrite(
                        tx,
                        moved.keySet().stream().map(UUID::fromString).toList(),
                        held.values().stream()
                                .flatMap(about -> DecisionFailed.about(about.key(), () -> about.snapshot(STATEMENTS)
                                                .flatMap(DocumentRenderer::of))
                                        .stream())
                                .toList()));
    }
}
