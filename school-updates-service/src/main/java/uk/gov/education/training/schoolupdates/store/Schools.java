package uk.gov.education.training.schoolupdates.store;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.platform.messaging.Rows;
import uk.gov.education.training.schoolupdates.domain.CurrentSchool;
import uk.gov.education.training.schoolupdates.domain.CurrentSchool.Successor;

/** The schools, by id and by any URN that they have or had. */
@ApplicationScoped
public class Schools {

    private static final String SELECT = """
            select schools.id, schools.urn, schools.status = 'closed' as closed, schools.eligible,
                successor.id as successor_id, successor.urn as successor_urn, successor.name as successor_name
            from schools left join schools successor on successor.id = schools.merged_into_id
            where schools.id =""";
    private static final String BY_ID = SELECT + " $1";
    private static final String BY_URN = SELECT + " (select school_id from school_urns where urn = $1)";
    // The successor's row is not locked: it may be merged too.
    private static final String FOR_SHARE = " for share of schools";
    private static final String FOR_UPDATE = " for no key update of schools";
    private static final String IS_MOVING = """
            select true from school_moves join school_urns on school_urns.urn = school_moves.from_urn
            where school_urns.school_id = $1 and school_moves.to_urn = $2 limit 1""";

    /** Finds and locks a school. Until the transaction ends, no partnership is confirmed for it. */
    public Uni<Optional<CurrentSchool>> lockForShare(SqlConnection tx, String urn) {
        return first(tx, BY_URN + FOR_SHARE, urn);
    }

    /** Finds and locks a school. Until the transaction ends, no other transaction registers anyone there. */
    public Uni<Optional<CurrentSchool>> lock(SqlConnection tx, String urn) {
        return first(tx, BY_URN + FOR_UPDATE, urn);
    }

    /** Finds and locks a school. Until the transaction ends, no other transaction registers anyone there. */
    public Uni<Optional<CurrentSchool>> lock(SqlConnection tx, UUID id) {
        return first(tx, BY_ID + FOR_UPDATE, id);
    }

    public Uni<Optional<CurrentSchool>> find(SqlConnection db, String urn) {
        return first(db, BY_URN, urn);
    }

    /** Returns whether the school has a new URN to which its partnerships and participants are not moved yet. */
    public Uni<Boolean> isMoving(SqlConnection tx, CurrentSchool lockedSchool) {
        return tx.preparedQuery(IS_MOVING)
                .execute(Tuple.of(lockedSchool.id(), lockedSchool.urn()))
                .map(rows -> rows.size() > 0);
    }

    private static Uni<Optional<CurrentSchool>> first(SqlConnection db, String sql, @Nullable Object parameter) {
        return PostgresText.canBeStored(parameter)
                ? db.preparedQuery(sql).execute(Tuple.of(parameter)).map(rows -> Rows.first(rows, Schools::school))
                : Uni.createFrom().item(Optional.empty());
    }

    private static CurrentSchool school(Row row) {
        @Nullable UUID successor = row.getUUID("successor_id");
        return new CurrentSchool(
                row.getUUID("id"),
                row.getString("urn"),
                row.getBoolean("closed"),
                row.getBoolean("eligible"),
                successor == null
                        ? null
                        : new Successor(successor, row.getString("successor_urn"), row.getString("successor_name")));
    }
}
