package uk.gov.education.training.schoolupdates;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.Iterator;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.logging.Logger;
import uk.gov.education.training.platform.messaging.Cause;
import uk.gov.education.training.platform.messaging.ScheduledWork;
import uk.gov.education.training.platform.messaging.Transactions;
import uk.gov.education.training.platform.observability.RedactedErrors;
import uk.gov.education.training.schoolupdates.reference.ReferenceDataCommitted;
import uk.gov.education.training.schoolupdates.store.SchoolMoves;
import uk.gov.education.training.schoolupdates.store.SchoolMoves.Move;

/**
 * Carries out the moves of schools. A commit of this instance may have requested one, so it is followed at once. Looks
 * for those of another instance, and for those that were interrupted, every few seconds.
 */
@ApplicationScoped
public class MoveSchools {

    private static final Logger LOG = Logger.getLogger(MoveSchools.class);
    private static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(10);

    private final ScheduledWork scheduledWork;
    private final Transactions transactions;
    private final Pool pool;
    private final SchoolMoves schoolMoves;
    private final MoveSchool moveSchool;
    /** The commits that no pass has followed to its end. */
    private final AtomicInteger commits = new AtomicInteger();

    private final Cache<Long, Boolean> failed =
            Caffeine.newBuilder().expireAfterWrite(PAUSE_AFTER_FAILURE).build();

    MoveSchools(
            ScheduledWork scheduledWork,
            Transactions transactions,
            Pool pool,
            SchoolMoves schoolMoves,
            MoveSchool moveSchool) {
        this.scheduledWork = scheduledWork;
        this.transactions = transactions;
        this.pool = pool;
        this.schoolMoves = schoolMoves;
        this.moveSchool = moveSchool;
    }

    @Scheduled(every = "5s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> moveAll() {
        return scheduledWork.attempt("Moving schools", () -> moveAllAfter(0));
    }

    /** Moves what a commit has requested. Commits during that time are followed in one more pass. */
    void onCommit(@Observes ReferenceDataCommitted committed) {
        if (commits.getAndIncrement() == 0) {
            follow(1);
        }
    }

    private void follow(int seen) {
        moveAll()
                .onFailure()
                .invoke(failure -> LOG.warnf("Moving schools failed, will retry: %s", RedactedErrors.inShort(failure)))
                .onFailure()
                .recoverWithNull()
                .subscribe()
                .with(done -> {
                    int more = commits.addAndGet(-seen);
                    if (more > 0) {
                        follow(more);
                    }
                });
    }

    private Uni<Void> moveAllAfter(long last) {
        return schoolMoves
                .pending(pool, last)
                .chain(moves -> moves.isEmpty()
                        ? Uni.createFrom().voidItem()
                        : moveEach(moves.iterator())
                                .chain(() -> moveAllAfter(moves.getLast().id())));
    }

    private Uni<Void> moveEach(Iterator<Move> moves) {
        return moves.hasNext()
                ? move(moves.next()).chain(() -> moveEach(moves))
                : Uni.createFrom().voidItem();
    }

    /** A move that fails must not keep the others waiting, and pauses, because it locks the school. */
    private Uni<Void> move(Move move) {
        if (failed.getIfPresent(move.id()) != null) {
            return Uni.createFrom().voidItem();
        }
        Cause cause = Cause.now();
        return transactions
                .inTransaction(tx -> moveSchool.move(tx, move, cause))
                .onFailure()
                .invoke(failure -> {
                    failed.put(move.id(), true);
                    LOG.warnf(
                            "Could not move the records of school %s, will retry: %s",
                            move.fromUrn(), RedactedErrors.inShort(failure));
                })
                .onFailure()
                .recoverWithNull();
    }
}
