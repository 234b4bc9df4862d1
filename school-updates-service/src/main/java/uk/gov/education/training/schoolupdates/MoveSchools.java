package uk.gov.education.training.schoolupdates;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Iterator;
import org.jboss.logging.Logger;
import uk.gov.education.training.platform.messaging.Cause;
import uk.gov.education.training.platform.messaging.ScheduledWork;
import uk.gov.education.training.platform.messaging.Transactions;
import uk.gov.education.training.platform.observability.RedactedErrors;
import uk.gov.education.training.schoolupdates.store.SchoolMoves;
import uk.gov.education.training.schoolupdates.store.SchoolMoves.Move;

/** Carries out the moves of schools, soon after they were requested, and those that were interrupted. */
@ApplicationScoped
public class MoveSchools {

    private static final Logger LOG = Logger.getLogger(MoveSchools.class);
    private static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(10);

    private final ScheduledWork scheduledWork;
    private final Transactions transactions;
    private final Pool pool;
    private final SchoolMoves schoolMoves;
    private final MoveSchool moveSchool;
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

    @Scheduled(every = "1s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> moveAll() {
        return scheduledWork.attempt("Moving schools", () -> moveAllAfter(0));
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

    /** A move that fails must not keep the others waiting, and pauses, because it begins with a long read. */
    private Uni<Void> move(Move move) {
        if (failed.getIfPresent(move.id()) != null) {
            return Uni.createFrom().voidItem();
        }
        Cause cause = Cause.now();
        return schoolMoves
                .findMentioned(pool, move.fromUrn())
                .chain(mentioned -> transactions.inTransaction(tx -> moveSchool.move(tx, move, mentioned, cause)))
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
