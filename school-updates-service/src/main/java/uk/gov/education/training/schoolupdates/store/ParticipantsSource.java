package uk.gov.education.training.schoolupdates.store;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import uk.gov.education.training.events.Json;
import uk.gov.education.training.events.Participant;
import uk.gov.education.training.events.Topic;
import uk.gov.education.training.events.Topics;
import uk.gov.education.training.platform.messaging.FactsOfKey;
import uk.gov.education.training.platform.messaging.SourceOfTruth;

/** The participants, as the owner of their topic holds them. */
@ApplicationScoped
class ParticipantsSource implements SourceOfTruth {

    private static final String LOCK = "select id from participants where id = any($1) order by id for no key update";
    private static final String OF = "select id, version, facts from participants where id = any($1)";
    private static final String PAGE = """
            select id, version, facts from participants
            where $1::uuid is null or id > $1 order by id limit $2""";
    private static final String TAKEN_OVER = """
            select key from unnest($1::text[]) as asked (key) where exists (
                select from participants where strpos(facts, '"from_participant_id":"' || key || '"') > 0)""";
    private static final String COUNT_FROM = """
            update participants set version = later.version
            from unnest($1::uuid[], $2::bigint[]) as later (id, version) where participants.id = later.id""";

    @Override
    public Topic<?, ?> topic() {
        return Topics.PARTICIPANT_CHANGES;
    }

    @Override
    public Uni<Void> lock(SqlConnection tx, Collection<String> keys) {
        return tx.preparedQuery(LOCK).execute(RowIds.ids(keys)).replaceWithVoid();
    }

    @Override
    public Uni<Map<String, FactsOfKey.StoredSnapshot>> load(SqlClient db, Collection<String> keys) {
        return db.preparedQuery(OF).execute(RowIds.ids(keys)).map(ParticipantsSource::facts);
    }

    @Override
    public Uni<Map<String, FactsOfKey.StoredSnapshot>> page(SqlClient db, String after, int limit) {
        return db.preparedQuery(PAGE).execute(RowIds.after(after, limit)).map(ParticipantsSource::facts);
    }

    @Override
    public Uni<Void> continueVersionsFrom(SqlConnection tx, Map<String, Long> versions) {
        return tx.preparedQuery(COUNT_FROM).execute(RowIds.versions(versions)).replaceWithVoid();
    }

    /** A record that was merged away has no row, but the one that it went into tells of it. */
    @Override
    public Uni<Collection<String>> correctlyAbsent(SqlClient db, Map<String, String> said) {
        Map<String, UUID> merged = new HashMap<>();
        said.forEach((key, snapshot) -> read(snapshot)
                .mergedInto()
                .filter(into -> isNothingElse(read(snapshot)))
                .ifPresent(into -> merged.put(key, into)));
        return merged.isEmpty() ? Uni.createFrom().item(Set.of()) : confirmed(db, merged);
    }

    private static Uni<Collection<String>> confirmed(SqlClient db, Map<String, UUID> merged) {
        return db.preparedQuery(OF)
                .execute(Tuple.of(merged.values().stream().distinct().toArray(UUID[]::new)))
                .chain(rows -> {
                    Set<String> right = new HashSet<>();
                    rows.forEach(row -> takenOver(read(row.getString(2))).stream()
                            .map(UUID::toString)
                            .filter(merged::containsKey)
                            .forEach(right::add));
                    Set<String> left = new HashSet<>(merged.keySet());
                    left.removeAll(right);
                    return left.isEmpty() ? Uni.createFrom().item(right) : further(db, left, right);
                });
    }

    /** One that took records over may have been merged in its turn: then whoever stayed tells of them, too. */
    private static Uni<Collection<String>> further(SqlClient db, Set<String> left, Set<String> right) {
        return db.preparedQuery(TAKEN_OVER)
                .execute(Tuple.of(left.toArray(String[]::new)))
                .map(rows -> {
                    rows.forEach(row -> right.add(row.getString(0)));
                    return right;
                });
    }

    private static Set<UUID> takenOver(Participant into) {
        Set<UUID> ids = new HashSet<>();
        into.idChanges().forEach(change -> ids.add(change.fromParticipantId()));
        return ids;
    }

    private static boolean isNothingElse(Participant stub) {
        return stub.trn() == null;
    }

    private static Map<String, FactsOfKey.StoredSnapshot> facts(Iterable<Row> rows) {
        Map<String, FactsOfKey.StoredSnapshot> facts = new LinkedHashMap<>();
        rows.forEach(row ->
                facts.put(row.getUUID(0).toString(), new FactsOfKey.StoredSnapshot(row.getLong(1), row.getString(2))));
        return facts;
    }

    private static Participant read(String snapshot) {
        return Json.read(snapshot, Participant.class);
    }
}
