package uk.gov.education.training.providerapi.store;

import uk.gov.education.training.platform.messaging.Rows;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.Set;
import java.util.UUID;

/**
 * Who is to be looked at again, because something is different that is no fact about them: whom they mentor is seen
 * differently, or a lead provider has a name now. They are locked one after the other, so this is another transaction's
 * work.
 */
@ApplicationScoped
public class RefreshQueue {

    private static final String ADD = "insert into participants_to_refresh (participant_id) select unnest($1::uuid[])";
    private static final String TAKE = """
            delete from participants_to_refresh where id in
                (select id from participants_to_refresh order by id limit $1 for update skip locked)
            returning participant_id""";

    public Uni<Void> add(SqlConnection tx, Collection<UUID> participantIds) {
        return participantIds.isEmpty()
                ? Uni.createFrom().voidItem()
                : tx.preparedQuery(ADD)
                        .execute(Tuple.of(participantIds.toArray(UUID[]::new)))
                        .replaceWithVoid();
    }

    /** Takes some, so that nobody else looks at them; if the transaction fails, they stay. */
    public Uni<Set<UUID>> take(SqlConnection tx, int limit) {
        return tx.preparedQuery(TAKE).execute(Tuple.of(limit)).map(rows -> Rows.set(rows, row -> row.getUUID(0)));
    }
}
