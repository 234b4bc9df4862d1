package uk.gov.education.training.schoolupdates.store;

import static java.util.stream.Collectors.partitioningBy;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import uk.gov.education.training.events.Json;
import uk.gov.education.training.events.Participant;
import uk.gov.education.training.events.Topics;
import uk.gov.education.training.events.Versions;
import uk.gov.education.training.platform.messaging.Cause;
import uk.gov.education.training.platform.messaging.OutboxRecord;
import uk.gov.education.training.platform.messaging.Rows;
import uk.gov.education.training.platform.web.IdempotencyKeys;
import uk.gov.education.training.schoolupdates.domain.ChangedParticipant;

/** The participants. */
@ApplicationScoped
public class Participants {

    private static final String FIND = "select version, snapshot from participants where id = any($1)";
    // Locks in the order of the ids, so that two transactions never wait for each other.
    private static final String LOCK = FIND + " order by id for no key update";
    private static final String AT_SCHOOL = """
            select version, snapshot from participants
            where id in (select participant_id from school_periods where school_urn = $1)
            order by id offset $2 limit $3""";
    private static final String SAVE = """
            insert into participants (id, version, trn, snapshot)
            select * from unnest($1::uuid[], $2::bigint[], $3::text[], $4::text[])
            on conflict (id) do update set
                version = excluded.version, trn = excluded.trn, snapshot = excluded.snapshot""";
    private static final String DELETE = "delete from participants where id = any($1)";

    private final Trns trns;
    private final EventWriter eventWriter;
    private final IdempotencyKeys idempotencyKeys;

    Participants(Trns trns, EventWriter eventWriter, IdempotencyKeys idempotencyKeys) {
        this.trns = trns;
        this.eventWriter = eventWriter;
        this.idempotencyKeys = idempotencyKeys;
    }

    /** Locks and loads participants. Leaves out those that do not exist. */
    public Uni<Map<UUID, ParticipantRow>> lock(SqlConnection tx, Collection<UUID> ids) {
        return ids.isEmpty()
                ? Uni.createFrom().item(Map.of())
                : select(tx, LOCK, ids(ids)).map(rows -> {
                    Map<UUID, ParticipantRow> locked = new LinkedHashMap<>();
                    rows.forEach(row -> locked.put(row.id(), row));
                    return locked;
                });
    }

    /**
     * Locks and loads participants who were found before.
     *
     * @throws ApiException if one of them has been merged or deleted since
     */
    public Uni<Map<UUID, ParticipantRow>> lockAll(SqlConnection tx, Collection<UUID> found) {
        return lock(tx, found).invoke(locked -> {
            if (!locked.keySet().containsAll(found)) {
                throw ConcurrencyConflicts.conflict();
            }
        });
    }

    public Uni<Optional<ParticipantRow>> lock(SqlConnection tx, UUID id) {
        return lock(tx, List.of(id)).map(locked -> Optional.ofNullable(locked.get(id)));
    }

    /** Reads without a lock, so do not decide anything by the result. */
    public Uni<Optional<ParticipantRow>> readUnlocked(SqlConnection db, UUID id) {
        return select(db, FIND, ids(List.of(id))).map(rows -> rows.stream().findFirst());
    }

    /** Reads without a lock, to find out whom to lock. */
    public Uni<List<Participant>> readUnlocked(SqlConnection tx, Collection<UUID> ids) {
        return readRows(tx, ids)
                .map(rows -> rows.stream().map(ParticipantRow::participant).toList());
    }

    /** Reads without a lock. Leaves out those that do not exist. */
    public Uni<List<ParticipantRow>> readRows(SqlConnection db, Collection<UUID> ids) {
        return ids.isEmpty() ? Uni.createFrom().item(List.of()) : select(db, FIND, ids(ids));
    }

    /** Lists a school's present and past participants, a page of them by id. */
    public Uni<List<ParticipantRow>> atSchool(SqlConnection db, String schoolUrn, int page, int perPage) {
        return select(db, AT_SCHOOL, Tuple.of(schoolUrn, (page - 1) * perPage, perPage));
    }

    /**
     * Saves participants and writes an event for each change. Deletes the rows of records that were merged into others.
     *
     * @param locked the rows from which the changes were decided
     * @return these rows and those of new participants, as stored now
     */
    public Uni<Map<UUID, ParticipantRow>> save(
            SqlConnection tx, Map<UUID, ParticipantRow> locked, List<ChangedParticipant> changes, Cause cause) {
        if (changes.isEmpty()) {
            return Uni.createFrom().item(locked);
        }
        Map<UUID, ParticipantRow> rows = new HashMap<>(locked);
        Set<UUID> changedIds = new LinkedHashSet<>();
        List<OutboxRecord> events = new ArrayList<>();
        for (ChangedParticipant changed : changes) {
            Participant after = changed.after();
            ParticipantRow before = rows.get(after.id());
            ParticipantRow row = new ParticipantRow(before == null ? 1 : Versions.next(before.version()), after);
            rows.put(row.id(), row);
            changedIds.add(row.id());
            events.add(eventWriter.event(
                    Topics.PARTICIPANT_CHANGES, row.id().toString(), row.version(), changed.change(), after, cause));
        }
        List<ParticipantRow> changedRows = changedIds.stream().map(rows::get).toList();
        Map<Boolean, List<ParticipantRow>> byMerged = changedRows.stream()
                .collect(partitioningBy(row -> row.participant().mergedInto().isPresent()));
        return deleteMerged(tx, byMerged.get(true))
                .chain(() -> upsert(tx, byMerged.get(false)))
                .chain(() -> PeriodRows.replace(tx, locked, changedRows))
                .chain(() -> eventWriter.add(tx, events))
                .replaceWith(rows);
    }

    private Uni<Void> upsert(SqlConnection tx, List<ParticipantRow> rows) {
        return tx.preparedQuery(SAVE)
                .execute(Tuple.of(
                        rows.stream().map(ParticipantRow::id).toArray(UUID[]::new),
                        rows.stream().map(ParticipantRow::version).toArray(Long[]::new),
                        rows.stream().map(row -> row.participant().trn()).toArray(String[]::new),
                        rows.stream().map(row -> Json.write(row.participant())).toArray(String[]::new)))
                .chain(() -> trns.save(tx, rows));
    }

    /** Runs before the upsert, because the record that stays may take over the merged record's TRN. */
    private Uni<Void> deleteMerged(SqlConnection tx, List<ParticipantRow> merged) {
        return merged.isEmpty()
                ? Uni.createFrom().voidItem()
                : trns.handOver(tx, merged)
                        .chain(() -> delete(
                                tx, merged.stream().map(ParticipantRow::id).toList()));
    }

    private Uni<Void> delete(SqlConnection tx, List<UUID> ids) {
        return tx.preparedQuery(DELETE).execute(ids(ids)).chain(() -> idempotencyKeys.deleteAnswersAbout(tx, ids));
    }

    /** Removes a participant with their periods, and publishes a tombstone. */
    public Uni<Void> remove(SqlConnection tx, ParticipantRow row) {
        return PeriodRows.delete(tx, row.id())
                .chain(() -> delete(tx, List.of(row.id())))
                .chain(() -> eventWriter.addTombstone(
                        tx, Topics.PARTICIPANT_CHANGES, row.id().toString()));
    }

    private static Uni<List<ParticipantRow>> select(SqlConnection db, String sql, Tuple parameters) {
        return db.preparedQuery(sql).execute(parameters).map(rows -> Rows.list(rows, Participants::row));
    }

    private static ParticipantRow row(Row row) {
        return new ParticipantRow(row.getLong(0), Json.read(row.getString(1), Participant.class));
    }

    private static Tuple ids(Collection<UUID> ids) {
        return Tuple.of(ids.toArray(UUID[]::new));
    }
}
