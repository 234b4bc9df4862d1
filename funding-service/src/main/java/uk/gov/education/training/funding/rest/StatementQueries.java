package uk.gov.education.training.funding.rest;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import uk.gov.education.training.funding.CalculateStatements;
import uk.gov.education.training.funding.ShowStatement;
import uk.gov.education.training.funding.ShowStatement.StatementDetails;
import uk.gov.education.training.funding.store.DeclarationsOnStatements;

/** Reads one statement, in full or its declarations. */
@ApplicationScoped
class StatementQueries {

    private final Pool pool;
    private final CalculateStatements calculateStatements;
    private final ShowStatement showStatement;
    private final DeclarationsOnStatements declarationsOnStatements;

    StatementQueries(
            Pool pool,
            CalculateStatements calculateStatements,
            ShowStatement showStatement,
            DeclarationsOnStatements declarationsOnStatements) {
        this.pool = pool;
        this.calculateStatements = calculateStatements;
        this.showStatement = showStatement;
        this.declarationsOnStatements = declarationsOnStatements;
    }

    Uni<StatementDetails> details(UUID id) {
        return pool.withConnection(db -> showStatement.find(db, id))
                .map(found -> found.orElseThrow(ShowStatement::notFound));
    }

    Uni<String> declarationsCsv(UUID id) {
        return pool.withConnection(db -> calculateStatements
                .find(db, id)
                .map(found -> found.orElseThrow(ShowStatement::notFound))
                .chain(calculated -> declarationsOnStatements
                        .list(db, id)
                        .map(all -> DeclarationsCsv.of(calculated.breakdown(), all))));
    }
}
