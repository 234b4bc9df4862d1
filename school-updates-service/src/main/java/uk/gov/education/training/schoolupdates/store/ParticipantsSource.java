package uk.gov.education.training.schoolupdates.store;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import uk.gov.education.training.events.Json;
import uk.gov.education.training.events.Participant;
import uk.gov.education.training.events.Topics;
import uk.gov.education.training.platform.messaging.Rows;

/** The participants, as the source of truth of their topic. */
@ApplicationScoped
class ParticipantsSource extends OwnTableSource {

    private static final String SNAPSHOTS = "select snapshot from participants where id = any($1)";
    private static final String TAKEN_OVER = """
            select key from unnest($1::text[]) as asked (key) where exists (
                select from participants where strpos(snapshot, '"from_participant_id":"' || key || '"') > 0)""";

    ParticipantsSource() {
        super(Topics.PARTICIPANT_CHANGES, "participants", "id, snapshot");
    }

    @Override
    String snapshot(Row row) {
        return row.getString("snapshot");
    }

    /** A merged record has no row. It is rightly on the topic if the record that took it over names it. */
    @Override
    public Uni<Collection<String>> correctlyAbsent(SqlClient db, Map<String, String> published) {
        Map<String, UUID> mergedInto = new HashMap<>();
        published.forEach((key, json) -> {
            Participant merged = Json.read(json, Participant.class);
            merged.mergedInto().filter(into -> merged.trn() == null).ifPresent(into -> mergedInto.put(key, into));
        });
        return mergedInto.isEmpty() ? Uni.createFrom().item(Set.of()) : takenOver(db, mergedInto);
    }

    private static Uni<Collection<String>> takenOver(SqlClient db, Map<String, UUID> mergedInto) {
        return db.preparedQuery(SNAPSHOTS)
                .execute(Tuple.of(mergedInto.values().stream().distinct().toArray(UUID[]::new)))
                .chain(rows -> {
                    Set<String> takenOver = new HashSet<>();
                    Rows.list(rows, row -> Json.read(row.getString(0), Participant.class))
                            .forEach(into -> into.idChanges().stream()
                                    .map(change -> change.fromParticipantId().toString())
                                    .filter(mergedInto::containsKey)
                                    .forEach(takenOver::add));
                    Set<String> others = new HashSet<>(mergedInto.keySet());
                    others.removeAll(takenOver);
                    return others.isEmpty() ? Uni.createFrom().item(takenOver) : takenOverLater(db, others, takenOver);
                });
    }

    /** A record that took others over may itself have been merged later. Then the last record names them all. */
    private static Uni<Collection<String>> takenOverLater(SqlClient db, Set<String> keys, Set<String> takenOver) {
        return db.preparedQuery(TAKEN_OVER)
                .execute(Tuple.of(keys.toArray(String[]::new)))
                .map(rows -> {
                    rows.forEach(row -> takenOver.add(row.getString(0)));
                    return takenOver;
                });
    }
}
