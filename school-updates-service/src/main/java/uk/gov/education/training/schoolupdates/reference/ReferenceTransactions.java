package uk.gov.education.training.schoolupdates.reference;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.vertx.core.runtime.context.VertxContextSafetyToggle;
import io.smallrye.common.vertx.VertxContext;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.hibernate.reactive.mutiny.Mutiny;
import uk.gov.education.training.platform.messaging.FailureClassifier;
import uk.gov.education.training.platform.messaging.Outbox;
import uk.gov.education.training.platform.web.IdempotencyStore;

/**
 * Runs the transactions of reference data. Hibernate owns them, so everything in one goes through its session: the
 * record, its event in the outbox and the Idempotency-Key. A statement of the SQL client would be another transaction.
 */
@ApplicationScoped
public class ReferenceTransactions implements IdempotencyStore<Mutiny.Session> {

    /**
     * A deadlock, a serialisation failure and a key that another transaction inserted at the same time. The last is
     * retried too, because then the work sees the other row and can explain what to do.
     */
    private static final Set<String> CONFLICTS = Set.of("40P01", "40001", "23505");

    private static final int RETRIES = 3;

    private static final String CLAIM =
            "insert into idempotency_keys (token_id, key, fingerprint) values (?1, ?2, ?3) on conflict do nothing";
    private static final String SAVE_ANSWER =
            "update idempotency_keys set answer = ?3 where token_id = ?1 and key = ?2";
    private static final String FIND =
            "select fingerprint, answer from idempotency_keys where token_id = ?1 and key = ?2";

    private final Outbox outbox;
    private final Event<ReferenceDataCommitted> committed;
    private final Vertx vertx;

    ReferenceTransactions(Outbox outbox, Event<ReferenceDataCommitted> committed, Vertx vertx) {
        this.outbox = outbox;
        this.committed = committed;
        this.vertx = vertx;
    }

    /**
     * Retries a transaction that the database rolled back because of another one, so the work may run more than once.
     * It uses the session, or Panache's queries, one after the other. After the commit, wakes the outbox relay and
     * tells the observers of {@link ReferenceDataCommitted}.
     */
    @Override
    public <T> Uni<T> inTransaction(Function<Mutiny.Session, Uni<T>> work) {
        return onEventLoop(
                        () -> Panache.withTransaction(() -> Panache.getSession().flatMap(work::apply)))
                .onFailure(ReferenceTransactions::isConflict)
                .retry()
                .atMost(RETRIES)
                .invoke(outbox::wake)
                .invoke(() -> committed.fire(new ReferenceDataCommitted()));
    }

    /** Reads without a transaction. */
    public <T> Uni<T> inSession(Supplier<Uni<T>> work) {
        return onEventLoop(() -> Panache.withSession(work));
    }

    private static boolean isConflict(Throwable failure) {
        String state = FailureClassifier.sqlState(failure);
        return state != null && CONFLICTS.contains(state);
    }

    /** Panache keeps the session in the context of one piece of work on an event loop. A worker thread has none. */
    private <T> Uni<T> onEventLoop(Supplier<Uni<T>> work) {
        return Uni.createFrom().deferred(() -> {
            if (VertxContext.isOnDuplicatedContext() && Context.isOnEventLoopThread()) {
                return work.get();
            }
            Context context = VertxContext.createNewDuplicatedContext(vertx.getOrCreateContext());
            VertxContextSafetyToggle.setContextSafe(context, true);
            return Uni.createFrom()
                    .emitter(done -> context.runOnContext(ignored ->
                            Uni.createFrom().deferred(work::get).subscribe().with(done::complete, done::fail)));
        });
    }

    @Override
    public Uni<Boolean> claim(Mutiny.Session session, TokenKey key, String fingerprint) {
        return session.createNativeQuery(CLAIM)
                .setParameter(1, key.tokenId())
                .setParameter(2, key.key())
                .setParameter(3, fingerprint)
                .executeUpdate()
                .map(rows -> rows == 1);
    }

    @Override
    public Uni<Void> saveAnswer(Mutiny.Session session, TokenKey key, String answer) {
        return session.createNativeQuery(SAVE_ANSWER)
                .setParameter(1, key.tokenId())
                .setParameter(2, key.key())
                .setParameter(3, answer)
                .executeUpdate()
                .replaceWithVoid();
    }

    @Override
    public Uni<Stored> find(Mutiny.Session session, TokenKey key) {
        return session.createNativeQuery(FIND, Object[].class)
                .setParameter(1, key.tokenId())
                .setParameter(2, key.key())
                .getSingleResult()
                .map(row -> new Stored((String) row[0], (String) row[1]));
    }
}
