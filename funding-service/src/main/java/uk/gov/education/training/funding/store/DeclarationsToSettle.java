package uk.gov.education.training.funding.store;

import uk.gov.education.training.platform.messaging.Rows;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;

/** Declarations whose statement has moved on without them, and those that wait for a statement that there is now. */
@ApplicationScoped
public class DeclarationsToSettle {

    // Each part has its index.
    private static final String PARTICIPANTS = """
            select participant_id from (
                select participant_id from declaration_payments payment
                join statements on statements.id = payment.statement_id
                where payment.state = 'eligible' and statements.status <> 'open'
                union all
                select participant_id from declaration_payments payment
                where counted_by = statement_id and state = 'payable'
                   or counted_by = clawback_statement_id and state = 'awaiting-clawback'
                union all
                select participant_id from declaration_payments payment
                join contracts using (lead_provider_id, cohort)
                join statements on statements.contract_id = contracts.id
                    and fee_type = 'output' and deadline_date >= waits_from and status <> 'paid'
                where waits_from is not null
            ) lagging
            where $1::uuid is null or participant_id > $1
            group by participant_id order by participant_id limit $2""";

    /**
     * The participants about whom something is to be decided, in order.
     *
     * @param after only those behind this one; empty for the first
     */
    public Uni<List<UUID>> participants(SqlClient db, List<UUID> after, int limit) {
        return db.preparedQuery(PARTICIPANTS)
                .execute(Tuple.of(after.isEmpty() ? null : after.getLast(), limit))
                .map(rows -> Rows.list(rows, row -> row.getUUID(0)));
    }
}
