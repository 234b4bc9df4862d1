package uk.gov.education.training.schoolupdates.store;

import uk.gov.education.training.platform.messaging.Rows;
import static java.util.stream.Collectors.partitioningBy;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.events.Json;
import uk.gov.education.training.platform.web.IdempotencyKeys;
import uk.gov.education.training.events.Participant;
import uk.gov.education.training.events.Topics;
import uk.gov.education.training.events.Versions;
import uk.gov.education.training.platform.messaging.Cause;
import uk.gov.education.training.platform.messaging.FactStore;
import uk.gov.education.training.platform.messaging.OutboxRecord;
import uk.gov.education.training.schoolupdates.domain.Verdict.Changed;

/** The participants. Every method works in the caller's transaction. */
@ApplicationScoped
public class Participants {

    private static final String FIND = "select version, facts from participants where id = any($1)";
    // In the order of their ids, so that two transactions never wait for each other.
    private static final String LOCK = FIND + " order by id for no key update";
    private static final String ID_OF = "select participant_id from trns where trn = $1";
    private static final String OF_SCHOOL = """
            select version, facts from participants
            where id in (select participant_id from school_periods where school_urn = $1)
            order by id offset $2 limit $3""";
    private static final String KEEP = """
            insert into participants (id, version, trn, facts)
            select * from unnest($1::uuid[], $2::bigint[], $3::text[], $4::text[])
            on conflict (id) do update set
                version = excluded.version, trn = excluded.trn, facts = excluded.facts""";
    // Whoever else has the number makes this fail: two requests at once would make two people of one.
    private static final String KEEP_TRNS = """
            insert into trns (trn, participant_id) select * from unnest($1::text[], $2::uuid[])
            on conflict (trn, participant_id) do nothing""";
    private static final String HAND_OVER_TRNS = """
            update trns set participant_id = merged.into_id
            from unnest($1::uuid[], $2::uuid[]) as merged (from_id, into_id)
            where participant_id = merged.from_id""";
    private static final String RELEASE_TRN = "delete from trns where trn = $1";
    private static final String REMOVE = "delete from participants where id = any($1)";

    private final Events events;
    private final IdempotencyKeys answers;

    Participants(Events events, IdempotencyKeys answers) {
        this.events = events;
        this.answers = answers;
    }

    /**
     * Makes this transaction the only one that changes these participants, and loads them. Those that don't exist are
     * left out.
     */
    public Uni<Map<UUID, ParticipantRow>> lock(Collection<UUID> ids) {
        return ids.isEmpty()
                ? Uni.createFrom().item(Map.of())
                : select(LOCK, ids(ids)).map(rows -> Rows.map(rows, row -> row.id(), row -> row));
    }

    /**
     * Likewise those whom a look has found.
     *
     * @throws Refusal if one of them was merged into someone else, or deleted, since the look
     */
    public Uni<Map<UUID, ParticipantRow>> lockAll(Collection<UUID> found) {
        return lock(found).invoke(locked -> {
            if (!locked.keySet().containsAll(found)) {
                throw ConcurrencyConflicts.told();
            }
        });
    }

    public Uni<Optional<ParticipantRow>> lock(UUID id) {
        return lock(List.of(id)).map(locked -> Optional.ofNullable(locked.get(id)));
    }

    /** Looks without locking; nothing may be decided by it. */
    public Uni<Optional<ParticipantRow>> find(UUID id) {
        return select(FIND, ids(List.of(id))).map(rows -> rows.stream().findFirst());
    }

    /** Likewise, to find out whom to lock. */
    public Uni<List<Participant>> glance(Collection<UUID> ids) {
        return ids.isEmpty()
                ? Uni.createFrom().item(List.of())
                : select(FIND, ids(ids))
                        .map(rows -> rows.stream().map(ParticipantRow::facts).toList());
    }

    /** Likewise: whose number it is, or was before it was corrected or records were merged. */
    public Uni<Optional<UUID>> idOf(@Nullable String trn) {
        return trn == null || !PostgresText.canBeStored(trn)
                ? Uni.createFrom().item(Optional.empty())
                : Transactions.current()
                        .preparedQuery(ID_OF)
                        .mapping(row -> row.getUUID(0))
                        .execute(Tuple.of(trn))
                        .map(Rows::first);
    }

    /** A school's participants of now and before, a page of them by id. */
    public Uni<List<ParticipantRow>> ofSchool(String schoolUrn, int page, int perPage) {
        return select(OF_SCHOOL, Tuple.of(schoolUrn, (page - 1) * perPage, perPage));
    }

    /**
     * Keeps what has been decided and writes an event for each change. A record that was merged into another ends.
     *
     * @param locked the rows that the decision was made from
     * @return these rows and those of newcomers, as they are now stored
     */
    public Uni<Map<UUID, ParticipantRow>> keep(Map<UUID, ParticipantRow> locked, List<Changed> changes, Cause cause) {
        if (changes.isEmpty()) {
            return Uni.createFrom().item(locked);
        }
        Map<UUID, ParticipantRow> rows = new HashMap<>(locked);
        Set<UUID> changed = new LinkedHashSet<>();
        List<OutboxRecord> outbox = new ArrayList<>();
        for (Changed one : changes) {
            Participant after = one.after();
            ParticipantRow before = rows.get(after.id());
            ParticipantRow row = new ParticipantRow(before == null ? 1 : Versions.next(before.version()), after);
            rows.put(row.id(), row);
            changed.add(row.id());
            outbox.add(events.event(
                    Topics.PARTICIPANT_CHANGES, row.id().toString(), row.version(), one.change(), after, cause));
        }
        List<ParticipantRow> moved = changed.stream().map(rows::get).toList();
        Map<Boolean, List<ParticipantRow>> byEnd = moved.stream()
                .collect(partitioningBy(row -> row.facts().mergedInto().isPresent()));
        return endMerged(byEnd.get(true))
                .chain(() -> write(byEnd.get(false)))
                .chain(() -> PeriodRows.replace(locked, moved))
                .chain(() -> events.add(outbox))
                .replaceWith(rows);
    }

    private static Uni<Void> write(List<ParticipantRow> rows) {
        return Transactions.current()
                .preparedQuery(KEEP)
                .execute(Tuple.of(
                        rows.stream().map(ParticipantRow::id).toArray(UUID[]::new),
                        rows.stream().map(ParticipantRow::version).toArray(Long[]::new),
                        rows.stream().map(row -> row.facts().trn()).toArray(String[]::new),
                        rows.stream().map(row -> FactStore.json(row.facts())).toArray(String[]::new)))
                .chain(() -> Transactions.current()
                        .preparedQuery(KEEP_TRNS)
                        .execute(Tuple.of(
                                rows.stream().map(row -> row.facts().trn()).toArray(String[]::new),
                                rows.stream().map(ParticipantRow::id).toArray(UUID[]::new))))
                .replaceWithVoid();
    }

    /** Before the others are written, for one of them may get the number of a record that ends. */
    private Uni<Void> endMerged(List<ParticipantRow> ended) {
        return ended.isEmpty()
                ? Uni.createFrom().voidItem()
                : Transactions.current()
                        .preparedQuery(HAND_OVER_TRNS)
                        .execute(Tuple.of(
                                ended.stream().map(ParticipantRow::id).toArray(UUID[]::new),
                                ended.stream()
                                        .map(row -> row.facts().mergedInto().orElseThrow())
                                        .toArray(UUID[]::new)))
                        .chain(() -> end(ended.stream().map(ParticipantRow::id).toList()));
    }

    private Uni<Void> end(List<UUID> ids) {
        return ids.isEmpty()
                ? Uni.createFrom().voidItem()
                : Transactions.current().preparedQuery(REMOVE).execute(ids(ids)).chain(() -> answers.deleteAnswersAbout(Transactions.current(), ids));
    }

    /** The number that a participant had until now leads to nobody any more. */
    public Uni<Void> release(ParticipantRow before) {
        return Transactions.current()
                .preparedQuery(RELEASE_TRN)
                .execute(Tuple.of(before.facts().trn()))
                .replaceWithVoid();
    }

    /** Removes everything about a person, here and, by an event that ends their key, everywhere. */
    public Uni<Void> remove(ParticipantRow row) {
        return PeriodRows.delete(row.id())
                .chain(() -> end(List.of(row.id())))
                .chain(() -> events.end(Topics.PARTICIPANT_CHANGES, row.id().toString()));
    }

    private static Uni<List<ParticipantRow>> select(String sql, Tuple parameters) {
        return Transactions.current()
                .preparedQuery(sql)
                .mapping(Participants::row)
                .execute(parameters)
                .map(Rows::list);
    }

    private static ParticipantRow row(Row row) {
        return new ParticipantRow(row.getLong(0), Json.read(row.getString(1), Participant.class));
    }

    private static Tuple ids(Collection<UUID> ids) {
        return Tuple.of(ids.toArray(UUID[]::new));
    }
}
