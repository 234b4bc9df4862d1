package uk.gov.education.training.funding.store;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import uk.gov.education.training.platform.messaging.Rows;

/** Finds declarations that are behind their statement, and declarations that wait for a statement that now exists. */
@ApplicationScoped
public class DeclarationsToSettle {

    // Each part uses its own index.
    private static final String PARTICIPANTS = """
            select participant_id from (
                select participant_id from declaration_payments payment
                join statements on statements.id = payment.statement_id
                where payment.state = 'eligible' and statements.status <> 'open'
                union all
                select participant_id from declaration_payments payment
                where settled_by = statement_id and state = 'payable'
                   or settled_by = clawback_statement_id and state = 'awaiting-clawback'
                union all
                select participant_id from declaration_payments payment
                join contracts using (lead_provider_id, cohort)
                join statements on statements.contract_id = contracts.id
                    and fee_type = 'output' and deadline_date >= awaiting_statement_since and status <> 'paid'
                where awaiting_statement_since is not null
            ) behind
            where $1::uuid is null or participant_id > $1
            group by participant_id order by participant_id limit $2""";

    /**
     * The participants with such declarations, ordered by id.
     *
     * @param after continues after the last of these participants; empty for the first batch
     */
    public Uni<List<UUID>> participants(SqlClient db, List<UUID> after, int limit) {
        return db.preparedQuery(PARTICIPANTS)
                .execute(Tuple.of(after.isEmpty() ? null : after.getLast(), limit))
                .map(rows -> Rows.list(rows, row -> row.getUUID(0)));
    }
}
