package uk.gov.education.training.providerapi.store;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.Set;
import java.util.UUID;
import uk.gov.education.training.platform.messaging.Rows;

/**
 * Queues participants to refresh without a new fact about them: a document of their mentee has changed, or a lead
 * provider has a name now. Another transaction refreshes them, because keys are locked in order.
 */
@ApplicationScoped
public class RefreshQueue {

    private static final String ADD = "insert into refresh_queue (participant_id) select unnest($1::uuid[])";
    private static final String TAKE = """
            delete from refresh_queue where id in
                (select id from refresh_queue order by id limit $1 for update skip locked)
            returning participant_id""";

    public Uni<Void> add(SqlConnection tx, Collection<UUID> participantIds) {
        return participantIds.isEmpty()
                ? Uni.createFrom().voidItem()
                : tx.preparedQuery(ADD)
                        .execute(Tuple.of(participantIds.toArray(UUID[]::new)))
                        .replaceWithVoid();
    }

    /** Takes participants off the queue. They stay in it if the transaction fails. */
    public Uni<Set<UUID>> take(SqlConnection tx, int limit) {
        return tx.preparedQuery(TAKE).execute(Tuple.of(limit)).map(rows -> Rows.set(rows, row -> row.getUUID(0)));
    }
}
