package uk.gov.education.training.schoolupdates.store;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import uk.gov.education.training.platform.messaging.Rows;

/** The URNs from which partnerships and participants must move to another one. */
@ApplicationScoped
public class SchoolMoves {

    private static final String PENDING = "select id, from_urn from school_moves where id > $1 order by id limit 100";
    // Another instance may be at work on it.
    private static final String CLAIM = "select 1 from school_moves where id = $1 for update skip locked";
    private static final String DONE = "delete from school_moves where id = $1";
    // A school that took another one over may have a new URN since, or may itself be part of a third school.
    private static final String ROUTE = """
            with recursive route (id, urn, merged_into_id, step) as (
                select schools.id, schools.urn, schools.merged_into_id, 0
                from schools join school_urns on school_urns.school_id = schools.id where school_urns.urn = $1
                union all
                select schools.id, schools.urn, schools.merged_into_id, step + 1
                from schools join route on schools.id = route.merged_into_id
            ) cycle id set is_cycle using path
            select id, urn from route where not is_cycle order by step""";
    private static final String LOCK = "select 1 from schools where id = any($1) order by id for no key update";
    private static final String AT_SCHOOL = "select participant_id from participant_schools where school_urn = $1";
    private static final String OPEN_TOKENS = """
            update access_tokens set school_urns = array_append(school_urns, $2)
            where $1 = any(school_urns) and not $2 = any(school_urns)""";

    /** @param id in the order in which the moves were requested */
    public record Move(long id, String fromUrn) {}

    /** A school on the way from a URN to the school that has its records now. */
    public record Stop(UUID schoolId, String urn) {}

    /** Lists up to 100 moves after one. */
    public Uni<List<Move>> pending(SqlClient db, long after) {
        return db.preparedQuery(PENDING)
                .execute(Tuple.of(after))
                .map(rows -> Rows.list(rows, row -> new Move(row.getLong(0), row.getString(1))));
    }

    /** Locks a move. Returns whether it is still to be done, and no other instance is at work on it. */
    public Uni<Boolean> claim(SqlConnection tx, Move move) {
        return tx.preparedQuery(CLAIM).execute(Tuple.of(move.id())).map(rows -> rows.size() > 0);
    }

    public Uni<Void> done(SqlConnection tx, Move move) {
        return tx.preparedQuery(DONE).execute(Tuple.of(move.id())).replaceWithVoid();
    }

    /** Returns the school that has or had the URN, the one that took it over, if any, and so on. */
    public Uni<List<Stop>> route(SqlConnection tx, String fromUrn) {
        return tx.preparedQuery(ROUTE)
                .execute(Tuple.of(fromUrn))
                .map(rows -> Rows.list(rows, row -> new Stop(row.getUUID(0), row.getString(1))));
    }

    /** Locks the schools, so that nobody is registered there and no partnership is confirmed. */
    public Uni<Void> lock(SqlConnection tx, Collection<UUID> schoolIds) {
        return tx.preparedQuery(LOCK)
                .execute(Tuple.of(schoolIds.toArray(UUID[]::new)))
                .replaceWithVoid();
    }

    /** Finds everyone with a period at the school, even one that never takes place. */
    public Uni<List<UUID>> findAtSchool(SqlConnection tx, String urn) {
        return tx.preparedQuery(AT_SCHOOL).execute(Tuple.of(urn)).map(rows -> Rows.list(rows, row -> row.getUUID(0)));
    }

    /** Lets the access tokens for the school's old URN be used for the new one too. */
    public Uni<Void> openTokens(SqlConnection tx, String fromUrn, String toUrn) {
        return tx.preparedQuery(OPEN_TOKENS).execute(Tuple.of(fromUrn, toUrn)).replaceWithVoid();
    }
}
