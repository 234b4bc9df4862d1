package uk.gov.education.training.platform.operations.deadletters;

import uk.gov.education.training.platform.messaging.Transactions;
import static java.util.stream.Collectors.toMap;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.platform.messaging.Outbox;
import uk.gov.education.training.platform.operations.audit.AuditLog;
import uk.gov.education.training.platform.operations.audit.AuditLog.Subject;
import uk.gov.education.training.platform.operations.deadletters.AssessReplay.Candidate;
import uk.gov.education.training.platform.operations.deadletters.AssessReplay.ReplayAssessment;
import uk.gov.education.training.platform.web.ApiException;
import uk.gov.education.training.platform.web.Caller;

/**
 * Replays dead letters, or discards them. Each is decided about in a transaction of its own that holds its row, so that
 * two people at once do nothing twice, and what was done is recorded there.
 *
 * <p>A replay publishes the record to its topic once more, for whoever reads it. A letter that is no news any more is
 * closed without that.
 */
@ApplicationScoped
class ResolveDeadLetters {

    /** So that an answer comes within some seconds; whoever has more asks again, for those behind these. */
    static final int MOST = 100;

    private final Pool pool;
    private final Transactions transactions;
    private final StoredDeadLetters letters;
    private final AssessReplay judge;
    private final Outbox outbox;
    private final AuditLog auditLog;

    ResolveDeadLetters(Pool pool, Transactions transactions, StoredDeadLetters letters, AssessReplay judge, Outbox outbox, AuditLog auditLog) {
        this.pool = pool;
        this.transactions = transactions;
        this.letters = letters;
        this.judge = judge;
        this.outbox = outbox;
        this.auditLog = auditLog;
    }

    /** Who decides, and why. */
    record Resolution(Caller caller, @Nullable String reason, boolean dryRun) {}

    /**
     * What became of several letters.
     *
     * @param total how many were meant; there are outcomes of at most the first {@value #MOST}
     * @param parkedBefore what was parked later was not meant; null where letters were named
     */
    record Outcomes(
            List<ResolutionOutcome> all,
            long total,
            @Nullable Instant parkedBefore) {

        /** The last of these, if more are meant: whoever asks again asks for those after it. */
        @Nullable
        UUID last() {
            return all.size() == MOST && total > MOST ? all.getLast().id() : null;
        }

        Map<String, Long> counts() {
            return all.stream()
                    .collect(toMap(ResolutionOutcome::outcome, one -> 1L, Long::sum, java.util.TreeMap::new));
        }
    }

    Uni<Outcomes> replay(DeadLetterFilter filter, Resolution doing) {
        return of(filter, found -> replay(found, RecordEdits.NONE, doing));
    }

    Uni<Outcomes> replay(Collection<UUID> ids, RecordEdits recordEdits, Resolution doing) {
        return of(ids, found -> replay(found, recordEdits, doing));
    }

    Uni<Outcomes> discard(DeadLetterFilter filter, Resolution doing) {
        return of(filter, found -> discard(found, doing));
    }

    Uni<Outcomes> discard(Collection<UUID> ids, Resolution doing) {
        return of(ids, found -> discard(found, doing));
    }

    private Uni<Outcomes> of(
            DeadLetterFilter sent, Function<List<DeadLetterView>, Uni<List<ResolutionOutcome>>> decide) {
        return letters.asOfNow(pool, sent).chain(filter -> letters.page(pool, filter, 0, MOST)
                .chain(found -> letters.count(pool, filter).chain(total -> decide.apply(found)
                        .map(outcomes -> new Outcomes(outcomes, total, filter.parkedBefore())))));
    }

    private Uni<Outcomes> of(
            Collection<UUID> ids, Function<List<DeadLetterView>, Uni<List<ResolutionOutcome>>> decide) {
        return letters.byId(pool, ids)
                .invoke(found -> {
                    if (found.size() < ids.size()) {
                        throw ApiException.notFound("id", "There is no such dead letter.");
                    }
                })
                .chain(found -> decide.apply(found))
                .map(outcomes -> new Outcomes(outcomes, ids.size(), null));
    }

    private Uni<List<ResolutionOutcome>> replay(List<DeadLetterView> found, RecordEdits recordEdits, Resolution doing) {
        List<DeadLetterView> open =
                found.stream().filter(DeadLetterView::isOpen).toList();
        return auditLog.nameOf(pool, doing.caller())
                .chain(by -> judge.said(open, recordEdits)
                        .chain(said -> oneByOne(found, letter -> replay(letter, recordEdits, said, by, doing))));
    }

    /** Its body is in memory only while it is decided about. */
    private Uni<ResolutionOutcome> replay(
            DeadLetterView letter, RecordEdits recordEdits, ReplayAssessment said, String by, Resolution doing) {
        return letters.whole(pool, letter.id())
                .map(whole -> Candidate.of(whole.orElseThrow(), recordEdits))
                .chain(candidate -> replay(candidate, recordEdits, said, by, doing));
    }

    private Uni<ResolutionOutcome> replay(
            Candidate candidate, RecordEdits recordEdits, ReplayAssessment said, String by, Resolution doing) {
        return judge.judge(candidate, said)
                .chain(outcome -> doing.dryRun()
                                || !(outcome.is(ResolutionOutcome.WOULD_BE_APPLIED)
                                        || outcome.is(ResolutionOutcome.SUPERSEDED))
                        ? Uni.createFrom().item(outcome)
                        : transactions.inTransaction(tx -> decide(tx, candidate, recordEdits, said, by, doing)));
    }

    private Uni<ResolutionOutcome> decide(
            SqlConnection tx,
            Candidate candidate,
            RecordEdits recordEdits,
            ReplayAssessment said,
            String by,
            Resolution doing) {
        UUID id = candidate.letter().id();
        return judge.lock(tx, candidate)
                .chain(() -> letters.lockOpen(tx, id))
                .chain(open -> !open
                        ? Uni.createFrom().item(ResolutionOutcome.alreadyDecided(id))
                        : judge.judgeAgain(tx, candidate, said)
                                .chain(outcome -> outcome.is(ResolutionOutcome.WOULD_BE_APPLIED)
                                        ? publish(tx, candidate.letter())
                                                .replaceWith(outcome.as(ResolutionOutcome.REPLAYED, outcome.detail()))
                                        : Uni.createFrom().item(outcome))
                                .call(outcome -> close(
                                        tx, id, outcome.outcome(), by, doing.reason(), outcome.detail(), recordEdits)));
    }

    private Uni<Void> publish(SqlConnection tx, StoredDeadLetter letter) {
        return outbox.add(tx, List.of(letter.published()));
    }

    private Uni<List<ResolutionOutcome>> discard(List<DeadLetterView> found, Resolution doing) {
        return auditLog.nameOf(pool, doing.caller())
                .chain(by -> oneByOne(
                        found,
                        letter -> doing.dryRun()
                                ? Uni.createFrom()
                                        .item(ResolutionOutcome.of(
                                                letter.id(), ResolutionOutcome.WOULD_BE_DISCARDED, letter.detail()))
                                : transactions.inTransaction(tx -> discard(tx, letter, by, doing))));
    }

    private Uni<ResolutionOutcome> discard(SqlConnection tx, DeadLetterView letter, String by, Resolution doing) {
        return letters.lockOpen(tx, letter.id())
                .chain(open -> !open
                        ? Uni.createFrom().item(ResolutionOutcome.alreadyDecided(letter.id()))
                        : close(
                                        tx,
                                        letter.id(),
                                        ResolutionOutcome.DISCARDED,
                                        by,
                                        doing.reason(),
                                        null,
                                        RecordEdits.NONE)
                                .replaceWith(ResolutionOutcome.of(
                                        letter.id(), ResolutionOutcome.DISCARDED, letter.detail())));
    }

    private Uni<Void> close(
            SqlConnection tx,
            UUID id,
            String status,
            String by,
            @Nullable String reason,
            @Nullable String detail,
            RecordEdits recordEdits) {
        String how = recordEdits.described() == null ? detail : recordEdits.described() + ". " + detail;
        return letters.close(tx, id, status)
                .chain(() ->
                        auditLog.record(tx, Subject.DEAD_LETTER, id, status, by, reason, how, !recordEdits.isNone()));
    }

    /** Those that wait, in their order, so that what was parked first is published first. */
    private static Uni<List<ResolutionOutcome>> oneByOne(
            List<DeadLetterView> found, Function<DeadLetterView, Uni<ResolutionOutcome>> decide) {
        return Multi.createFrom()
                .iterable(found)
                .onItem()
                .transformToUniAndConcatenate(letter -> letter.isOpen()
                        ? decide.apply(letter)
                        : Uni.createFrom().item(ResolutionOutcome.alreadyDecided(letter.id())))
                .collect()
                .asList();
    }
}
