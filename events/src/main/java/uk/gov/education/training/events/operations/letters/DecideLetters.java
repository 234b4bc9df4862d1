package uk.gov.education.training.events.operations.letters;

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
import uk.gov.education.training.events.delivery.Outbox;
import uk.gov.education.training.events.edge.Caller;
import uk.gov.education.training.events.edge.Refusal;
import uk.gov.education.training.events.operations.acts.Acts;
import uk.gov.education.training.events.operations.acts.Acts.Subject;
import uk.gov.education.training.events.operations.letters.JudgeLetters.Candidate;
import uk.gov.education.training.events.operations.letters.JudgeLetters.Said;

/**
 * Replays dead letters, or discards them. Each is decided about in a transaction of its own that holds its row, so that
 * two people at once do nothing twice, and what was done is recorded there.
 *
 * <p>A replay publishes the record to its topic once more, for whoever reads it. A letter that is no news any more is
 * closed without that.
 */
@ApplicationScoped
class DecideLetters {

    /** So that an answer comes within some seconds; whoever has more asks again, for those behind these. */
    static final int MOST = 100;

    private final Pool pool;
    private final StoredLetters letters;
    private final JudgeLetters judge;
    private final Outbox outbox;
    private final Acts acts;

    DecideLetters(Pool pool, StoredLetters letters, JudgeLetters judge, Outbox outbox, Acts acts) {
        this.pool = pool;
        this.letters = letters;
        this.judge = judge;
        this.outbox = outbox;
        this.acts = acts;
    }

    /** Who decides, and why. */
    record Doing(Caller caller, @Nullable String reason, boolean dryRun) {}

    /**
     * What became of several letters.
     *
     * @param total how many were meant; there are outcomes of at most the first {@value #MOST}
     * @param parkedBefore what was parked later was not meant; null where letters were named
     */
    record Outcomes(List<Outcome> all, long total, @Nullable Instant parkedBefore) {

        /** The last of these, if more are meant: whoever asks again asks for those after it. */
        @Nullable
        UUID last() {
            return all.size() == MOST && total > MOST ? all.getLast().id() : null;
        }

        Map<String, Long> counts() {
            return all.stream().collect(toMap(Outcome::outcome, one -> 1L, Long::sum, java.util.TreeMap::new));
        }
    }

    Uni<Outcomes> replay(LetterFilter filter, Doing doing) {
        return of(filter, found -> replay(found, Mending.NONE, doing));
    }

    Uni<Outcomes> replay(Collection<UUID> ids, Mending mending, Doing doing) {
        return of(ids, found -> replay(found, mending, doing));
    }

    Uni<Outcomes> discard(LetterFilter filter, Doing doing) {
        return of(filter, found -> discard(found, doing));
    }

    Uni<Outcomes> discard(Collection<UUID> ids, Doing doing) {
        return of(ids, found -> discard(found, doing));
    }

    private Uni<Outcomes> of(LetterFilter sent, Function<List<LetterView>, Uni<List<Outcome>>> decide) {
        return letters.asOfNow(pool, sent).chain(filter -> letters.page(pool, filter, 0, MOST)
                .chain(found -> letters.count(pool, filter).chain(total -> decide.apply(found)
                        .map(outcomes -> new Outcomes(outcomes, total, filter.parkedBefore())))));
    }

    private Uni<Outcomes> of(Collection<UUID> ids, Function<List<LetterView>, Uni<List<Outcome>>> decide) {
        return letters.byId(pool, ids)
                .invoke(found -> {
                    if (found.size() < ids.size()) {
                        throw Refusal.notFound("id", "There is no such dead letter.");
                    }
                })
                .chain(found -> decide.apply(found))
                .map(outcomes -> new Outcomes(outcomes, ids.size(), null));
    }

    private Uni<List<Outcome>> replay(List<LetterView> found, Mending mending, Doing doing) {
        List<LetterView> open = found.stream().filter(LetterView::isOpen).toList();
        return acts.nameOf(pool, doing.caller())
                .chain(by -> judge.said(open, mending)
                        .chain(said -> oneByOne(found, letter -> replay(letter, mending, said, by, doing))))
                .invoke(outbox::wake);
    }

    /** Its body is in memory only while it is decided about. */
    private Uni<Outcome> replay(LetterView letter, Mending mending, Said said, String by, Doing doing) {
        return letters.whole(pool, letter.id())
                .map(whole -> Candidate.of(whole.orElseThrow(), mending))
                .chain(candidate -> replay(candidate, mending, said, by, doing));
    }

    private Uni<Outcome> replay(Candidate candidate, Mending mending, Said said, String by, Doing doing) {
        return judge.judge(candidate, said)
                .chain(outcome ->
                        doing.dryRun() || !(outcome.is(Outcome.WOULD_BE_APPLIED) || outcome.is(Outcome.SUPERSEDED))
                                ? Uni.createFrom().item(outcome)
                                : pool.withTransaction(tx -> decide(tx, candidate, mending, said, by, doing)));
    }

    private Uni<Outcome> decide(
            SqlConnection tx, Candidate candidate, Mending mending, Said said, String by, Doing doing) {
        UUID id = candidate.letter().id();
        return judge.lock(tx, candidate)
                .chain(() -> letters.lockOpen(tx, id))
                .chain(open -> !open
                        ? Uni.createFrom().item(Outcome.alreadyDecided(id))
                        : judge.judgeAgain(tx, candidate, said)
                                .chain(outcome -> outcome.is(Outcome.WOULD_BE_APPLIED)
                                        ? publish(tx, candidate.letter())
                                                .replaceWith(outcome.as(Outcome.REPLAYED, outcome.detail()))
                                        : Uni.createFrom().item(outcome))
                                .call(outcome -> close(
                                        tx, id, outcome.outcome(), by, doing.reason(), outcome.detail(), mending)));
    }

    private Uni<Void> publish(SqlConnection tx, StoredLetter letter) {
        return outbox.add(tx, List.of(letter.published()));
    }

    private Uni<List<Outcome>> discard(List<LetterView> found, Doing doing) {
        return acts.nameOf(pool, doing.caller())
                .chain(by -> oneByOne(
                        found,
                        letter -> doing.dryRun()
                                ? Uni.createFrom()
                                        .item(Outcome.of(letter.id(), Outcome.WOULD_BE_DISCARDED, letter.detail()))
                                : pool.withTransaction(tx -> discard(tx, letter, by, doing))));
    }

    private Uni<Outcome> discard(SqlConnection tx, LetterView letter, String by, Doing doing) {
        return letters.lockOpen(tx, letter.id())
                .chain(open -> !open
                        ? Uni.createFrom().item(Outcome.alreadyDecided(letter.id()))
                        : close(tx, letter.id(), Outcome.DISCARDED, by, doing.reason(), null, Mending.NONE)
                                .replaceWith(Outcome.of(letter.id(), Outcome.DISCARDED, letter.detail())));
    }

    private Uni<Void> close(
            SqlConnection tx,
            UUID id,
            String status,
            String by,
            @Nullable String reason,
            @Nullable String detail,
            Mending mending) {
        String how = mending.described() == null ? detail : mending.described() + ". " + detail;
        return letters.close(tx, id, status)
                .chain(() -> acts.record(tx, Subject.DEAD_LETTER, id, status, by, reason, how, !mending.isNone()));
    }

    /** Those that wait, in their order, so that what was parked first is published first. */
    private static Uni<List<Outcome>> oneByOne(List<LetterView> found, Function<LetterView, Uni<Outcome>> decide) {
        return Multi.createFrom()
                .iterable(found)
                .onItem()
                .transformToUniAndConcatenate(letter -> letter.isOpen()
                        ? decide.apply(letter)
                        : Uni.createFrom().item(Outcome.alreadyDecided(letter.id())))
                .collect()
                .asList();
    }
}
