package uk.gov.education.training.schoolupdates.store;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.events.Participant;
import uk.gov.education.training.events.Topics;
import uk.gov.education.training.events.delivery.Cause;
import uk.gov.education.training.events.edge.Refusal;
import uk.gov.education.training.schoolupdates.domain.Verdict.Changed;

/** The participants. Every method works in the caller's transaction. */
@ApplicationScoped
public class Participants implements PanacheRepositoryBase<ParticipantRow, UUID> {

    private final Events events;
    private final IdempotencyKeys answers;

    Participants(Events events, IdempotencyKeys answers) {
        this.events = events;
        this.answers = answers;
    }

    /**
     * Makes this transaction the only one that changes these participants, and loads them. They are locked in the order
     * of their ids, so that two transactions never wait for each other. Those that don't exist are left out.
     */
    public Uni<Map<UUID, ParticipantRow>> lock(Collection<UUID> ids) {
        if (ids.isEmpty()) {
            return Uni.createFrom().item(Map.of());
        }
        return find("id in ?1 order by id", ids)
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .list()
                .map(rows -> {
                    Map<UUID, ParticipantRow> locked = new LinkedHashMap<>();
                    rows.forEach(row -> locked.put(row.id, row));
                    return locked;
                });
    }

    /**
     * Likewise those whom a look has found.
     *
     * @throws Refusal if one of them was merged into someone else, or deleted, since the look
     */
    public Uni<Map<UUID, ParticipantRow>> lockAll(Collection<UUID> found) {
        return lock(found).invoke(locked -> {
            if (!locked.keySet().containsAll(found)) {
                throw Conflicts.told();
            }
        });
    }

    public Uni<Optional<ParticipantRow>> lock(UUID id) {
        return findById(id, LockModeType.PESSIMISTIC_WRITE).map(Optional::ofNullable);
    }

    /** Looks without locking, to find out whom to lock; nothing may be decided by it. */
    public Uni<List<Participant>> glance(Collection<UUID> ids) {
        // A projection, because an entity that is loaded without a lock isn't read again when it is locked.
        return ids.isEmpty()
                ? Uni.createFrom().item(List.of())
                : select("select facts from ParticipantRow where id in ?1", ids, Participant.class);
    }

    /** Likewise. */
    public Uni<Optional<UUID>> idOf(@Nullable String trn) {
        return trn == null || !Text.canBeStored(trn)
                ? Uni.createFrom().item(Optional.empty())
                : select("select id from ParticipantRow where trn = ?1", trn, UUID.class)
                        .map(found -> found.stream().findFirst());
    }

    private static <T> Uni<List<T>> select(String query, Object parameter, Class<T> type) {
        return Panache.getSession().chain(session -> session.createSelectionQuery(query, type)
                .setParameter(1, parameter)
                .getResultList());
    }

    /** A school's participants of now and before, a page of them by id. */
    public Uni<List<ParticipantRow>> ofSchool(String schoolUrn, int page, int perPage) {
        return find("id in (select participantId from SchoolPeriodRow where schoolUrn = ?1) order by id", schoolUrn)
                .page(page - 1, perPage)
                .list();
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
        Map<UUID, Participant> before = new LinkedHashMap<>();
        List<ParticipantRow> created = new ArrayList<>();
        List<ParticipantRow> ended = new ArrayList<>();
        List<OutboxRow> outbox = new ArrayList<>();
        for (Changed changed : changes) {
            Participant after = changed.after();
            ParticipantRow row = rows.computeIfAbsent(after.id(), id -> {
                ParticipantRow fresh = new ParticipantRow();
                fresh.id = id;
                fresh.trn = after.trn();
                created.add(fresh);
                return fresh;
            });
            if (!before.containsKey(row.id)) {
                before.put(row.id, row.facts);
            }
            row.version++;
            row.facts = after;
            if (after.mergedInto().isPresent()) {
                ended.add(row);
            }
            outbox.add(events.event(
                    Topics.PARTICIPANT_CHANGES, row.id.toString(), row.version, changed.change(), after, cause));
        }
        return Panache.getSession()
                .chain(session -> (created.isEmpty() ? Uni.createFrom().voidItem() : persist(created))
                        .chain(() -> PeriodRows.replace(session, before, rows))
                        .chain(() -> end(session, ended))
                        .chain(() -> events.add(outbox)))
                .replaceWith(rows);
    }

    private Uni<Void> end(Mutiny.Session session, List<ParticipantRow> ended) {
        Uni<Void> all = Uni.createFrom().voidItem();
        for (ParticipantRow row : ended) {
            all = all.chain(() -> session.remove(row)).chain(() -> answers.forget(row.id));
        }
        return all;
    }

    /** Removes everything about a person, here and, by an event that ends their key, everywhere. */
    public Uni<Void> remove(ParticipantRow row) {
        return Panache.getSession()
                .chain(session -> PeriodRows.delete(session, row.id).chain(() -> session.remove(row)))
                .chain(() -> answers.forget(row.id))
                .chain(() -> events.add(List.of(Events.end(Topics.PARTICIPANT_CHANGES, row.id.toString()))));
    }
}
