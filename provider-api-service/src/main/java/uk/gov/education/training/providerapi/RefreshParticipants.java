package uk.gov.education.training.providerapi;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jboss.logging.Logger;
import uk.gov.education.training.events.London;
import uk.gov.education.training.events.delivery.Facts;
import uk.gov.education.training.events.delivery.Faults;
import uk.gov.education.training.events.delivery.Undecidable;
import uk.gov.education.training.providerapi.KnownParticipants.Known;
import uk.gov.education.training.providerapi.Renderings.Rendering;
import uk.gov.education.training.providerapi.store.ParticipantsToRefresh;

/** Brings the documents of participants up to date with the facts. */
@ApplicationScoped
public class RefreshParticipants {

    private static final Logger LOG = Logger.getLogger(RefreshParticipants.class);

    private final Pool pool;
    private final Facts facts;
    private final KnownParticipants known;
    private final RewriteDocuments documents;
    private final ParticipantsToRefresh later;

    RefreshParticipants(
            Pool pool, Facts facts, KnownParticipants known, RewriteDocuments documents, ParticipantsToRefresh later) {
        this.pool = pool;
        this.facts = facts;
        this.known = known;
        this.documents = documents;
        this.later = later;
    }

    /** Refreshes participants whose keys the transaction holds. */
    public Uni<Void> refresh(SqlConnection tx, Collection<String> keys) {
        LocalDate today = LocalDate.now(London.ZONE);
        List<UUID> subjects = keys.stream().map(UUID::fromString).toList();
        return known.load(tx, keys).chain(found -> documents
                .rewrite(tx, subjects, renderings(found, today))
                .chain(() -> later.add(tx, found.settled() ? List.of() : subjects)));
    }

    private static List<Rendering> renderings(Known found, LocalDate today) {
        return found.held().keySet().stream()
                .flatMap(key -> Undecidable.about(key, () -> Renderings.of(found, key, today)).stream())
                .toList();
    }

    /**
     * Refreshes participants of whom nothing new was said, as when the calendar has turned. One who can't be refreshed
     * stays as it is until something new is said; the others do not wait for it.
     */
    public Uni<Void> again(Collection<String> keys) {
        return pool.withTransaction(tx -> again(tx, keys))
                .onFailure(failure -> !Faults.isOutage(failure))
                .recoverWithUni(refused -> oneByOne(keys, refused));
    }

    private Uni<Void> oneByOne(Collection<String> keys, Throwable refused) {
        if (keys.size() == 1) {
            LOG.errorf(refused, "Not refreshed: %s", keys.iterator().next());
            return Uni.createFrom().voidItem();
        }
        Uni<Void> all = Uni.createFrom().voidItem();
        for (String key : keys) {
            all = all.chain(() -> again(List.of(key)));
        }
        return all;
    }

    /** Likewise in the caller's transaction, which fails if one of them can't be refreshed. */
    Uni<Void> again(SqlConnection tx, Collection<String> keys) {
        return facts.lock(tx, keys).chain(() -> refresh(tx, keys));
    }
}
