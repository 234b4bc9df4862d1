package uk.gov.education.training.platform.operations.deadletters;

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
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.platform.messaging.Outbox;
import uk.gov.education.training.platform.messaging.Transactions;
import uk.gov.education.training.platform.operations.audit.AuditLog;
import uk.gov.education.training.platform.operations.audit.AuditLog.Subject;
import uk.gov.education.training.platform.operations.deadletters.AssessReplay.Candidate;
import uk.gov.education.training.platform.operations.deadletters.AssessReplay.TopicStates;
import uk.gov.education.training.platform.web.ApiException;
import uk.gov.education.training.platform.web.Caller;

/**
 * Replays or discards dead letters. Each one takes its own transaction, which locks the row, so that two operators
 * never do the same twice, and adds to the audit log.
 *
 * <p>A replay publishes the record to its topic again, for every consumer. A superseded dead letter is closed without
 * being published.
 */
@ApplicationScoped
class ResolveDeadLetters {

    /** The largest batch, so that an answer takes only seconds. The caller repeats the request for the next batch. */
    static final int MAX_BATCH = 100;

    private final Pool pool;
    private final Transactions transactions;
    private final StoredDeadLetters deadLetters;
    private final AssessReplay assessReplay;
    private final Outbox outbox;
    private final AuditLog auditLog;

    ResolveDeadLetters(
            Pool pool,
            Transactions transactions,
            StoredDeadLetters deadLetters,
            AssessReplay assessReplay,
            Outbox outbox,
            AuditLog auditLog) {
        this.pool = pool;
        this.transactions = transactions;
        this.deadLetters = deadLetters;
        this.assessReplay = assessReplay;
        this.outbox = outbox;
        this.auditLog = auditLog;
    }

    /** The operator's request. */
    record Resolution(Caller caller, @Nullable String reason, boolean dryRun) {}

    /**
     * The outcomes of a batch.
     *
     * @param total how many were selected; the outcomes are those of at most the first {@value #MAX_BATCH}
     * @param parkedBefore the time up to which the filter selected; null if ids were given
     */
    record Outcomes(
            List<ResolutionOutcome> all,
            long total,
            @Nullable Instant parkedBefore) {

        /** The last one of the batch, if more are selected: the next batch starts after it. */
        @Nullable
        UUID last() {
            return all.size() == MAX_BATCH && total > MAX_BATCH ? all.getLast().id() : null;
        }

        Map<String, Long> counts() {
            return all.stream().collect(toMap(ResolutionOutcome::outcome, one -> 1L, Long::sum, TreeMap::new));
        }
    }

    Uni<Outcomes> replay(DeadLetterFilter filter, Resolution resolution) {
        return of(filter, found -> replay(found, RecordEdits.NONE, resolution));
    }

    Uni<Outcomes> replay(Collection<UUID> ids, RecordEdits recordEdits, Resolution resolution) {
        return of(ids, found -> replay(found, recordEdits, resolution));
    }

    Uni<Outcomes> discard(DeadLetterFilter filter, Resolution resolution) {
        return of(filter, found -> discard(found, resolution));
    }

    Uni<Outcomes> discard(Collection<UUID> ids, Resolution resolution) {
        return of(ids, found -> discard(found, resolution));
    }

    private Uni<Outcomes> of(
            DeadLetterFilter sent, Function<List<DeadLetterView>, Uni<List<ResolutionOutcome>>> action) {
        return deadLetters.asOfNow(pool, sent).chain(filter -> deadLetters
                .page(pool, filter, 0, MAX_BATCH)
                .chain(found -> deadLetters.count(pool, filter).chain(total -> action.apply(found)
                        .map(outcomes -> new Outcomes(outcomes, total, filter.parkedBefore())))));
    }

    private Uni<Outcomes> of(
            Collection<UUID> ids, Function<List<DeadLetterView>, Uni<List<ResolutionOutcome>>> action) {
        return deadLetters
                .byId(pool, ids)
                .invoke(found -> {
                    if (found.size() < ids.size()) {
                        throw ApiException.notFound("id", "There is no dead letter with this id.");
                    }
                })
                .chain(found -> action.apply(found))
                .map(outcomes -> new Outcomes(outcomes, ids.size(), null));
    }

    private Uni<List<ResolutionOutcome>> replay(
            List<DeadLetterView> found, RecordEdits recordEdits, Resolution resolution) {
        List<DeadLetterView> open =
                found.stream().filter(DeadLetterView::isOpen).toList();
        return auditLog.actor(pool, resolution.caller()).chain(actor -> assessReplay
                .topicStates(open, recordEdits)
                .chain(topicStates ->
                        inOrder(found, deadLetter -> replay(deadLetter, recordEdits, topicStates, actor, resolution))));
    }

    /** Loads the body only now, so that one body at a time is in memory. */
    private Uni<ResolutionOutcome> replay(
            DeadLetterView deadLetter,
            RecordEdits recordEdits,
            TopicStates topicStates,
            String actor,
            Resolution resolution) {
        return deadLetters
                .find(pool, deadLetter.id())
                .map(found -> Candidate.of(found.orElseThrow(), recordEdits))
                .chain(candidate -> replay(candidate, recordEdits, topicStates, actor, resolution));
    }

    private Uni<ResolutionOutcome> replay(
            Candidate candidate,
            RecordEdits recordEdits,
            TopicStates topicStates,
            String actor,
            Resolution resolution) {
        return assessReplay
                .assess(candidate, topicStates)
                .chain(outcome -> resolution.dryRun()
                                || !(outcome.is(ResolutionOutcome.WOULD_BE_APPLIED)
                                        || outcome.is(ResolutionOutcome.SUPERSEDED))
                        ? Uni.createFrom().item(outcome)
                        : transactions.inTransaction(
                                tx -> resolve(tx, candidate, recordEdits, topicStates, actor, resolution)));
    }

    private Uni<ResolutionOutcome> resolve(
            SqlConnection tx,
            Candidate candidate,
            RecordEdits recordEdits,
            TopicStates topicStates,
            String actor,
            Resolution resolution) {
        UUID id = candidate.deadLetter().id();
        return assessReplay
                .lock(tx, candidate)
                .chain(() -> deadLetters.lockOpen(tx, id))
                .chain(open -> !open
                        ? Uni.createFrom().item(ResolutionOutcome.alreadyResolved(id))
                        : assessReplay
                                .assessLocked(tx, candidate, topicStates)
                                .chain(outcome -> outcome.is(ResolutionOutcome.WOULD_BE_APPLIED)
                                        ? publish(tx, candidate.deadLetter())
                                                .replaceWith(outcome.as(ResolutionOutcome.REPLAYED, outcome.detail()))
                                        : Uni.createFrom().item(outcome))
                                .call(outcome -> close(
                                        tx,
                                        id,
                                        outcome.outcome(),
                                        actor,
                                        resolution.reason(),
                                        outcome.detail(),
                                        recordEdits)));
    }

    private Uni<Void> publish(SqlConnection tx, StoredDeadLetter deadLetter) {
        return outbox.add(tx, List.of(deadLetter.replay()));
    }

    private Uni<List<ResolutionOutcome>> discard(List<DeadLetterView> found, Resolution resolution) {
        return auditLog.actor(pool, resolution.caller())
                .chain(actor -> inOrder(
                        found,
                        deadLetter -> resolution.dryRun()
                                ? Uni.createFrom()
                                        .item(ResolutionOutcome.of(
                                                deadLetter.id(),
                                                ResolutionOutcome.WOULD_BE_DISCARDED,
                                                deadLetter.detail()))
                                : transactions.inTransaction(tx -> discard(tx, deadLetter, actor, resolution))));
    }

    private Uni<ResolutionOutcome> discard(
            SqlConnection tx, DeadLetterView deadLetter, String actor, Resolution resolution) {
        return deadLetters
                .lockOpen(tx, deadLetter.id())
                .chain(open -> !open
                        ? Uni.createFrom().item(ResolutionOutcome.alreadyResolved(deadLetter.id()))
                        : close(
                                        tx,
                                        deadLetter.id(),
                                        ResolutionOutcome.DISCARDED,
                                        actor,
                                        resolution.reason(),
                                        null,
                                        RecordEdits.NONE)
                                .replaceWith(ResolutionOutcome.of(
                                        deadLetter.id(), ResolutionOutcome.DISCARDED, deadLetter.detail())));
    }

    private Uni<Void> close(
            SqlConnection tx,
            UUID id,
            String status,
            String actor,
            @Nullable String reason,
            @Nullable String detail,
            RecordEdits recordEdits) {
        String fullDetail = recordEdits.described() == null ? detail : recordEdits.described() + ". " + detail;
        return deadLetters
                .close(tx, id, status)
                .chain(() -> auditLog.record(
                        tx, Subject.DEAD_LETTER, id, status, actor, reason, fullDetail, !recordEdits.isNone()));
    }

    /** Handles them one after the other, so that the record parked first is published first. */
    private static Uni<List<ResolutionOutcome>> inOrder(
            List<DeadLetterView> found, Function<DeadLetterView, Uni<ResolutionOutcome>> action) {
        return Multi.createFrom()
                .iterable(found)
                .onItem()
                .transformToUniAndConcatenate(deadLetter -> deadLetter.isOpen()
                        ? action.apply(deadLetter)
                        : Uni.createFrom().item(ResolutionOutcome.alreadyResolved(deadLetter.id())))
                .collect()
                .asList();
    }
}
