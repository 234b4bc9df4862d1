package uk.gov.education.training.schoolupdates.store;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import uk.gov.education.training.events.Participant;

/**
 * Writes the periods of participants as rows, so that database constraints can check them. Writes only changed periods.
 * Deletes and inserts rows instead of updating them: the constraints are checked when the transaction ends.
 */
final class PeriodRows {

    private PeriodRows() {}

    /** @param before the stored participants, without the new ones */
    static Uni<Void> replace(SqlConnection tx, Map<UUID, ParticipantRow> before, List<ParticipantRow> after) {
        Uni<Void> deletions = Uni.createFrom().voidItem();
        Uni<Void> insertions = Uni.createFrom().voidItem();
        for (PeriodTable<?> table : PeriodTable.ALL) {
            List<UUID> toDelete = new ArrayList<>();
            List<Object> toInsert = new ArrayList<>();
            for (ParticipantRow row : after) {
                ParticipantRow lastRow = before.get(row.id());
                Participant last = lastRow == null ? null : lastRow.participant();
                if (table.isChanged(last, row.participant())) {
                    if (last != null) {
                        toDelete.add(row.id());
                    }
                    toInsert.addAll(table.rows(row.participant()));
                }
            }
            if (!toDelete.isEmpty()) {
                deletions = deletions.chain(() -> table.delete(tx, toDelete));
            }
            if (!toInsert.isEmpty()) {
                insertions = insertions.chain(() -> table.insert(tx, toInsert));
            }
        }
        Uni<Void> then = insertions;
        return deletions.chain(() -> then);
    }

    static Uni<Void> delete(SqlConnection tx, UUID participantId) {
        Uni<Void> deletions = Uni.createFrom().voidItem();
        for (PeriodTable<?> table : PeriodTable.ALL) {
            deletions = deletions.chain(() -> table.delete(tx, List.of(participantId)));
        }
        return deletions;
    }
}
