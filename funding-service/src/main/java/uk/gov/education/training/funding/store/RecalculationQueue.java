package uk.gov.education.training.funding.store;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.Optional;
import java.util.UUID;
import uk.gov.education.training.platform.messaging.Rows;

/**
 * Stores the contracts whose statements must be recalculated.
 *
 * <p>To avoid deadlocks, a transaction locks queue entries last: after contracts, participants' keys, statements and
 * statements' keys.
 */
@ApplicationScoped
public class RecalculationQueue {

    private static final String ADD = """
            insert into recalculation_queue (contract_id) select unnest($1::uuid[]) order by 1
            on conflict (contract_id) do update set changed_at = clock_timestamp()""";
    private static final String CHANGED_AT = "select changed_at from recalculation_queue where contract_id = $1";
    private static final String REMOVE = "delete from recalculation_queue where contract_id = $1 and changed_at = $2";
    private static final String POSTPONE = """
            update recalculation_queue set since = clock_timestamp(), changed_at = clock_timestamp()
            where contract_id = $1""";
    private static final String REQUEUE =
            "update recalculation_queue set since = clock_timestamp() where contract_id = $1";

    public Uni<Void> add(SqlConnection tx, Collection<UUID> contractIds) {
        return tx.preparedQuery(ADD)
                .execute(Tuple.of(contractIds.toArray(UUID[]::new)))
                .replaceWithVoid();
    }

    /** The time of the contract's last change; empty if it is not in the queue. */
    public Uni<Optional<OffsetDateTime>> changedAt(SqlClient db, UUID contractId) {
        return db.preparedQuery(CHANGED_AT)
                .execute(Tuple.of(contractId))
                .map(rows -> Rows.first(rows, row -> row.getOffsetDateTime(0)));
    }

    /** Removes a contract, or keeps it in the queue if it has changed since that time. */
    public Uni<Void> remove(SqlConnection tx, UUID contractId, OffsetDateTime changedAt) {
        return tx.preparedQuery(REMOVE)
                .execute(Tuple.of(contractId, changedAt))
                .chain(removed -> removed.rowCount() > 0
                        ? Uni.createFrom().voidItem()
                        : tx.preparedQuery(REQUEUE)
                                .execute(Tuple.of(contractId))
                                .replaceWithVoid());
    }

    /** Moves a contract to the end of the queue. */
    public Uni<Void> postpone(SqlConnection tx, UUID contractId) {
        return tx.preparedQuery(POSTPONE).execute(Tuple.of(contractId)).replaceWithVoid();
    }
}
