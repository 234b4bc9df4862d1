package uk.gov.education.training.providerapi;

import static uk.gov.education.training.events.Topics.STATEMENTS;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.UUID;
import uk.gov.education.training.events.delivery.Cause;
import uk.gov.education.training.events.delivery.Facts;
import uk.gov.education.training.events.delivery.Undecidable;

/** Brings what lead providers see of their statements up to date. */
@ApplicationScoped
public class RefreshStatements {

    private final Facts facts;
    private final RewriteDocuments documents;

    RefreshStatements(Facts facts, RewriteDocuments documents) {
        this.facts = facts;
        this.documents = documents;
    }

    /** @param moved the keys of the statements, which are locked */
    public Uni<Void> on(SqlConnection tx, Map<String, Cause> moved) {
        return facts.load(tx, moved.keySet(), STATEMENTS)
                .chain(held -> documents.rewrite(
                        tx,
                        moved.keySet().stream().map(UUID::fromString).toList(),
                        held.values().stream()
                                .flatMap(
                                        about -> Undecidable.about(about.key(), () -> about.snapshot(STATEMENTS)
                                                        .flatMap(Renderings::of))
                                                .stream())
                                .toList()));
    }
}
