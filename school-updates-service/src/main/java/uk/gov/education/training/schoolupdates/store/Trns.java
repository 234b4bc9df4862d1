package uk.gov.education.training.schoolupdates.store;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.platform.messaging.Rows;

/**
 * The teacher reference numbers (TRNs) by which participants are found: the present ones, those before a correction,
 * and those of merged records.
 */
@ApplicationScoped
public class Trns {

    private static final String FIND_HOLDER = "select participant_id from trns where trn = $1";
    // Fails if another participant has the number, so that concurrent requests cannot register one person twice.
    private static final String SAVE = """
            insert into trns (trn, participant_id) select * from unnest($1::text[], $2::uuid[])
            on conflict (trn, participant_id) do nothing""";
    private static final String HAND_OVER = """
            update trns set participant_id = merged.into_id
            from unnest($1::uuid[], $2::uuid[]) as merged (from_id, into_id)
            where participant_id = merged.from_id""";
    private static final String RELEASE = "delete from trns where trn = $1";

    /** Finds, without locking, the participant who has or had this number. */
    public Uni<Optional<UUID>> findHolder(SqlConnection tx, @Nullable String trn) {
        return trn == null || !PostgresText.canBeStored(trn)
                ? Uni.createFrom().item(Optional.empty())
                : tx.preparedQuery(FIND_HOLDER)
                        .execute(Tuple.of(trn))
                        .map(rows -> Rows.first(rows, row -> row.getUUID(0)));
    }

    Uni<Void> save(SqlConnection tx, List<ParticipantRow> rows) {
        return tx.preparedQuery(SAVE)
                .execute(Tuple.of(
                        rows.stream().map(row -> row.participant().trn()).toArray(String[]::new),
                        rows.stream().map(ParticipantRow::id).toArray(UUID[]::new)))
                .replaceWithVoid();
    }

    /** Hands the numbers of merged records over to the records that stay. */
    Uni<Void> handOver(SqlConnection tx, List<ParticipantRow> merged) {
        return tx.preparedQuery(HAND_OVER)
                .execute(Tuple.of(
                        merged.stream().map(ParticipantRow::id).toArray(UUID[]::new),
                        merged.stream()
                                .map(row -> row.participant().mergedInto().orElseThrow())
                                .toArray(UUID[]::new)))
                .replaceWithVoid();
    }

    /** Makes a number that was given by mistake free for another person. */
    public Uni<Void> release(SqlConnection tx, String trn) {
        return tx.preparedQuery(RELEASE).execute(Tuple.of(trn)).replaceWithVoid();
    }
}
