package uk.gov.education.training.funding.store;

import uk.gov.education.training.platform.messaging.Rows;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.Optional;
import java.util.UUID;

/**
 * Contracts whose statements must be calculated again.
 *
 * <p>The mark is the last thing that a transaction locks: after contracts, participants' keys, statements and their
 * keys. So nobody who waits for a mark is waited for.
 */
@ApplicationScoped
public class RecalculationQueue {

    private static final String MARK = """
            insert into stale_contracts (contract_id) select unnest($1::uuid[]) order by 1
            on conflict (contract_id) do update set changed_at = clock_timestamp()""";
    private static final String CHANGED_AT = "select changed_at from stale_contracts where contract_id = $1";
    private static final String DONE = "delete from stale_contracts where contract_id = $1 and changed_at = $2";
    private static final String POSTPONE = """
            update stale_contracts set since = clock_timestamp(), changed_at = clock_timestamp()
            where contract_id = $1""";
    private static final String BEGIN_AGAIN =
            "update stale_contracts set since = clock_timestamp() where contract_id = $1";

    public Uni<Void> mark(SqlConnection tx, Collection<UUID> contractIds) {
        return tx.preparedQuery(MARK)
                .execute(Tuple.of(contractIds.toArray(UUID[]::new)))
                .replaceWithVoid();
    }

    /** When something about the contract was changed last; empty if it is not stale. */
    public Uni<Optional<OffsetDateTime>> changedAt(SqlClient db, UUID contractId) {
        return db.preparedQuery(CHANGED_AT).execute(Tuple.of(contractId)).map(rows -> Rows.first(rows, row -> row.getOffsetDateTime(0)));
    }

    /** Everything that was changed by then is calculated. What was changed since still waits. */
    public Uni<Void> calculated(SqlConnection tx, UUID contractId, OffsetDateTime changedAt) {
        return tx.preparedQuery(DONE)
                .execute(Tuple.of(contractId, changedAt))
                .chain(done -> done.rowCount() > 0
                        ? Uni.createFrom().voidItem()
                        : tx.preparedQuery(BEGIN_AGAIN)
                                .execute(Tuple.of(contractId))
                                .replaceWithVoid());
    }

    /** It can't be calculated now; others are calculated first. */
    public Uni<Void> postpone(SqlConnection tx, UUID contractId) {
        return tx.preparedQuery(POSTPONE).execute(Tuple.of(contractId)).replaceWithVoid();
    }
}
