package uk.gov.education.training.platform.operations.reconciliation;

import uk.gov.education.training.platform.messaging.Transactions;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toMap;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import uk.gov.education.training.platform.messaging.Cause;
import uk.gov.education.training.platform.messaging.DryRun;
import uk.gov.education.training.platform.messaging.FactStore;
import uk.gov.education.training.platform.messaging.FailureClassifier;
import uk.gov.education.training.platform.messaging.TopicSubscription;
import uk.gov.education.training.platform.messaging.Traces;
import uk.gov.education.training.platform.observability.RedactedErrors;
import uk.gov.education.training.platform.operations.reconciliation.domain.MismatchKind;

/**
 * Lets a service react once more to every key of a topic. Where all is well that changes nothing, since what follows
 * from facts is decided by them alone: so whatever the database would have to write tells of a difference.
 */
@ApplicationScoped
class ReplayReactions {

    private static final Logger LOG = Logger.getLogger(ReplayReactions.class);
    private static final int AT_ONCE = 100;
    private static final long FIRST_PAUSE = 250;

    private final Pool pool;
    private final FactStore factStore;
    private final StoredFactsReader held;
    private final DryRun dryRun;
    private final Transactions transactions;
    private final Duration patience;

    /** @param patience for how long what differs may still be on its way, as what another key entails is */
    ReplayReactions(
            Pool pool,
            FactStore factStore,
            StoredFactsReader held,
            DryRun dryRun,
            Transactions transactions,
            @ConfigProperty(name = "training.reconciliation.settle-timeout") Duration patience) {
        this.pool = pool;
        this.factStore = factStore;
        this.held = held;
        this.dryRun = dryRun;
        this.transactions = transactions;
        this.patience = patience;
    }

    /** What a reader would do differently about one key. */
    private record CandidateMismatch(TopicSubscription reader, String key, Mismatch difference) {}

    void derive(List<TopicSubscription> readers, JobProgress jobProgress) {
        List<CandidateMismatch> doubts = new ArrayList<>();
        for (TopicSubscription reader : readers) {
            if (reader.reacts()) {
                derive(reader, jobProgress, doubts);
            }
        }
        (jobProgress.mends() ? doubts : lookAgain(doubts, jobProgress)).forEach(doubt -> found(jobProgress, doubt));
    }

    private void derive(TopicSubscription reader, JobProgress jobProgress, List<CandidateMismatch> doubts) {
        if (jobProgress.keys() != null) {
            var have = jobProgress.persistently(() -> held.of(pool, reader.topic(), jobProgress.keys()));
            derive(reader, List.copyOf(have.keySet()), jobProgress, doubts);
            return;
        }
        String after = "";
        List<String> page;
        do {
            String from = after;
            page = List.copyOf(jobProgress
                    .persistently(() -> held.page(pool, reader.topic(), from, AT_ONCE))
                    .keySet());
            derive(reader, page, jobProgress, doubts);
            after = page.isEmpty() ? after : page.getLast();
        } while (page.size() == AT_ONCE);
    }

    private void derive(
            TopicSubscription reader, List<String> keys, JobProgress jobProgress, List<CandidateMismatch> doubts) {
        if (doubts.size() < JobProgress.MOST_DIFFERENCES) {
            doubts.addAll(doubts(reader, keys, jobProgress));
        }
        jobProgress.passed(keys.size());
    }

    /** Derives these keys again; where that makes a difference, in halves, down to the keys that do. */
    private List<CandidateMismatch> doubts(TopicSubscription reader, List<String> keys, JobProgress jobProgress) {
        if (keys.isEmpty()) {
            return List.of();
        }
        Optional<Mismatch> different = react(reader, keys, jobProgress);
        if (different.isEmpty()) {
            return List.of();
        }
        if (keys.size() == 1) {
            return List.of(new CandidateMismatch(reader, keys.getFirst(), different.get()));
        }
        List<CandidateMismatch> doubts = new ArrayList<>(doubts(reader, keys.subList(0, keys.size() / 2), jobProgress));
        doubts.addAll(doubts(reader, keys.subList(keys.size() / 2, keys.size()), jobProgress));
        return doubts;
    }

    /** Reacts to keys. Empty if that went well: for good, or, where nothing is to be mended, without any difference. */
    private Optional<Mismatch> react(TopicSubscription reader, List<String> keys, JobProgress jobProgress) {
        Cause cause = new Cause(Instant.now().truncatedTo(ChronoUnit.MICROS), Traces.begin());
        Map<String, Cause> moved = keys.stream().collect(toMap(key -> key, key -> cause));
        Function<SqlConnection, Uni<Map<String, Long>>> work =
                tx -> factStore.lock(tx, keys).chain(() -> held.written(tx)).chain(before -> reader.changeHandler()
                        .on(tx, moved)
                        .chain(() -> held.written(tx))
                        .map(after -> StoredFactsReader.between(before, after)));
        try {
            Map<String, Long> written =
                    jobProgress.persistently(() -> jobProgress.mends() ? transactions.inTransaction(work) : dryRun.run(work));
            if (jobProgress.mends()) {
                jobProgress.wrote(
                        written.values().stream().mapToLong(Long::longValue).sum());
                return Optional.empty();
            }
            return written.isEmpty()
                    ? Optional.empty()
                    : Optional.of(difference(
                            reader,
                            keys.getFirst(),
                            MismatchKind.DERIVED,
                            "Derived again, it would be written otherwise: "
                                    + written.entrySet().stream()
                                            .map(table -> table.getKey() + " " + table.getValue())
                                            .collect(joining(", "))
                                    + "."));
        } catch (RuntimeException refused) {
            if (jobProgress.isOver() || FailureClassifier.isOutage(refused)) {
                throw refused;
            }
            return Optional.of(
                    difference(reader, keys.getFirst(), MismatchKind.UNDECIDABLE, RedactedErrors.inShort(refused)));
        }
    }

    private static Mismatch difference(TopicSubscription reader, String key, MismatchKind mismatchKind, String detail) {
        return new Mismatch(reader.topic().name(), key, mismatchKind.text(), null, null, detail, null);
    }

    private static void found(JobProgress jobProgress, CandidateMismatch doubt) {
        if (doubt.difference().kind().equals(MismatchKind.UNDECIDABLE.text())) {
            LOG.errorf(
                    "Not derived: %s of %s: %s",
                    doubt.key(),
                    doubt.reader().topic().name(),
                    doubt.difference().detail());
        }
        jobProgress.found(doubt.difference());
    }

    /** Of what differed, what still does after a while. */
    private List<CandidateMismatch> lookAgain(List<CandidateMismatch> doubts, JobProgress jobProgress) {
        List<CandidateMismatch> left = doubts;
        long until = System.nanoTime() + patience.toNanos();
        for (long pause = FIRST_PAUSE; !left.isEmpty() && System.nanoTime() < until; pause *= 2) {
            jobProgress.pause(Math.min(pause, 5_000));
            left = left.stream()
                    .flatMap(doubt -> doubts(doubt.reader(), List.of(doubt.key()), jobProgress).stream())
                    .toList();
        }
        return left;
    }
}
