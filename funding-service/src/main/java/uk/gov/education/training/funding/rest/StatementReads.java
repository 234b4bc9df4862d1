package uk.gov.education.training.funding.rest;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import uk.gov.education.training.events.edge.Refusal;
import uk.gov.education.training.funding.CalculateStatements;
import uk.gov.education.training.funding.CalculateStatements.Calculated;
import uk.gov.education.training.funding.store.Adjustments;
import uk.gov.education.training.funding.store.DeclarationsOnStatements;
import uk.gov.education.training.funding.store.FinanceActions;

/** One statement with all that belongs to it. */
@ApplicationScoped
class StatementReads {

    private final Pool pool;
    private final CalculateStatements calculate;
    private final Adjustments adjustments;
    private final DeclarationsOnStatements declarations;
    private final FinanceActions actions;

    StatementReads(
            Pool pool,
            CalculateStatements calculate,
            Adjustments adjustments,
            DeclarationsOnStatements declarations,
            FinanceActions actions) {
        this.pool = pool;
        this.calculate = calculate;
        this.adjustments = adjustments;
        this.declarations = declarations;
        this.actions = actions;
    }

    Uni<StatementDetailsView> details(UUID id) {
        return pool.withConnection(db -> calculated(db, id)
                .chain(calculated -> adjustments.ofStatement(db, id).chain(made -> actions.ofStatement(db, id)
                        .map(history -> StatementDetailsView.of(calculated, made, history)))));
    }

    Uni<String> declarationsCsv(UUID id) {
        return pool.withConnection(db -> calculated(db, id)
                .chain(calculated ->
                        declarations.list(db, id).map(all -> DeclarationsCsv.of(calculated.breakdown(), all))));
    }

    private Uni<Calculated> calculated(SqlConnection db, UUID id) {
        return calculate
                .one(db, id)
                .map(found -> found.orElseThrow(() -> Refusal.notFound("id", "No statement has this id.")));
    }
}
