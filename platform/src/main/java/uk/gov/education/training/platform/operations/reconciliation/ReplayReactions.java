package uk.gov.education.training.platform.operations.reconciliation;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toMap;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import uk.gov.education.training.events.Topic;
import uk.gov.education.training.platform.messaging.Cause;
import uk.gov.education.training.platform.messaging.DryRun;
import uk.gov.education.training.platform.messaging.FactStore;
import uk.gov.education.training.platform.messaging.FailureClassifier;
import uk.gov.education.training.platform.messaging.TopicSubscription;
import uk.gov.education.training.platform.messaging.Transactions;
import uk.gov.education.training.platform.observability.RedactedErrors;
import uk.gov.education.training.platform.operations.reconciliation.domain.MismatchKind;

/**
 * Runs the service's reactions again for every key of a topic. Reactions are deterministic, so a healthy service would
 * write nothing. Any row that would be written is a mismatch.
 */
@ApplicationScoped
class ReplayReactions {

    private static final Logger LOG = Logger.getLogger(ReplayReactions.class);
    private static final int BATCH = 100;
    private static final long FIRST_PAUSE_MILLIS = 250;
    private static final long MAX_PAUSE_MILLIS = 5_000;

    private final Pool pool;
    private final FactStore factStore;
    private final StoredFactsReader storedFacts;
    private final DryRun dryRun;
    private final Transactions transactions;
    private final Duration settleTimeout;

    /** @param settleTimeout how long a mismatch may be due to an update of another key that is still under way */
    ReplayReactions(
            Pool pool,
            FactStore factStore,
            StoredFactsReader storedFacts,
            DryRun dryRun,
            Transactions transactions,
            @ConfigProperty(name = "training.reconciliation.settle-timeout") Duration settleTimeout) {
        this.pool = pool;
        this.factStore = factStore;
        this.storedFacts = storedFacts;
        this.dryRun = dryRun;
        this.transactions = transactions;
        this.settleTimeout = settleTimeout;
    }

    /** A mismatch that may still settle. */
    private record CandidateMismatch(TopicSubscription subscription, String key, Mismatch mismatch) {}

    /** Adds the number of keys to replay to the expected total. */
    void expect(List<TopicSubscription> subscriptions, JobProgress progress) {
        List<Topic<?, ?>> topics = subscriptions.stream()
                .filter(TopicSubscription::reacts)
                .<Topic<?, ?>>map(TopicSubscription::topic)
                .toList();
        progress.expect(progress.retrying(() -> storedFacts.count(pool, topics, progress.keys())));
    }

    void replay(List<TopicSubscription> subscriptions, JobProgress progress) {
        List<CandidateMismatch> candidates = new ArrayList<>();
        for (TopicSubscription subscription : subscriptions) {
            if (subscription.reacts()) {
                replay(subscription, progress, candidates);
            }
        }
        (progress.repairs() ? candidates : unsettled(candidates, progress))
                .forEach(candidate -> report(progress, candidate));
    }

    private void replay(TopicSubscription subscription, JobProgress progress, List<CandidateMismatch> candidates) {
        if (progress.keys() != null) {
            var stored = progress.retrying(() -> storedFacts.find(pool, subscription.topic(), progress.keys()));
            replay(subscription, List.copyOf(stored.keySet()), progress, candidates);
            return;
        }
        String after = "";
        List<String> page;
        do {
            String from = after;
            page = List.copyOf(progress.retrying(() -> storedFacts.page(pool, subscription.topic(), from, BATCH))
                    .keySet());
            replay(subscription, page, progress, candidates);
            after = page.isEmpty() ? after : page.getLast();
        } while (page.size() == BATCH);
    }

    private void replay(
            TopicSubscription subscription,
            List<String> keys,
            JobProgress progress,
            List<CandidateMismatch> candidates) {
        if (candidates.size() < JobProgress.MAX_MISMATCHES) {
            candidates.addAll(candidates(subscription, keys, progress));
        }
        progress.passed(keys.size());
    }

    /** Replays these keys. If that finds a mismatch, replays them in halves, down to the keys that cause it. */
    private List<CandidateMismatch> candidates(
            TopicSubscription subscription, List<String> keys, JobProgress progress) {
        if (keys.isEmpty()) {
            return List.of();
        }
        Optional<Mismatch> mismatch = react(subscription, keys, progress);
        if (mismatch.isEmpty()) {
            return List.of();
        }
        if (keys.size() == 1) {
            return List.of(new CandidateMismatch(subscription, keys.getFirst(), mismatch.get()));
        }
        List<CandidateMismatch> candidates =
                new ArrayList<>(candidates(subscription, keys.subList(0, keys.size() / 2), progress));
        candidates.addAll(candidates(subscription, keys.subList(keys.size() / 2, keys.size()), progress));
        return candidates;
    }

    /**
     * Runs the reaction for keys: for good if the job repairs, otherwise in a dry run. Empty if there is no mismatch.
     */
    private Optional<Mismatch> react(TopicSubscription subscription, List<String> keys, JobProgress progress) {
        Cause cause = Cause.now();
        Map<String, Cause> changed = keys.stream().collect(toMap(key -> key, key -> cause));
        Function<SqlConnection, Uni<Map<String, Long>>> work = tx -> factStore
                .lock(tx, keys)
                .chain(() -> storedFacts.written(tx))
                .chain(before -> subscription
                        .changeHandler()
                        .on(tx, changed)
                        .chain(() -> storedFacts.written(tx))
                        .map(after -> StoredFactsReader.between(before, after)));
        try {
            Map<String, Long> written =
                    progress.retrying(() -> progress.repairs() ? transactions.inTransaction(work) : dryRun.run(work));
            if (progress.repairs()) {
                progress.wrote(
                        written.values().stream().mapToLong(Long::longValue).sum());
                return Optional.empty();
            }
            return written.isEmpty()
                    ? Optional.empty()
                    : Optional.of(mismatch(
                            subscription,
                            keys.getFirst(),
                            MismatchKind.DERIVED,
                            "Derived again, other rows would be written: "
                                    + written.entrySet().stream()
                                            .map(table -> table.getKey() + " " + table.getValue())
                                            .collect(joining(", "))
                                    + "."));
        } catch (RuntimeException failure) {
            if (progress.mustEnd() || FailureClassifier.isOutage(failure)) {
                throw failure;
            }
            return Optional.of(
                    mismatch(subscription, keys.getFirst(), MismatchKind.UNDECIDABLE, RedactedErrors.inShort(failure)));
        }
    }

    private static Mismatch mismatch(
            TopicSubscription subscription, String key, MismatchKind mismatchKind, String detail) {
        return new Mismatch(subscription.topic().name(), key, mismatchKind.text(), null, null, detail, null);
    }

    private static void report(JobProgress progress, CandidateMismatch candidate) {
        if (candidate.mismatch().kind().equals(MismatchKind.UNDECIDABLE.text())) {
            LOG.errorf(
                    "Deriving from %s of %s failed, reporting it as a mismatch: %s",
                    candidate.key(),
                    candidate.subscription().topic().name(),
                    candidate.mismatch().detail());
        }
        progress.found(candidate.mismatch());
    }

    /** Replays the candidates until they settle or the time is up. Returns those that remain. */
    private List<CandidateMismatch> unsettled(List<CandidateMismatch> candidates, JobProgress progress) {
        List<CandidateMismatch> left = candidates;
        long until = System.nanoTime() + settleTimeout.toNanos();
        for (long pause = FIRST_PAUSE_MILLIS; !left.isEmpty() && System.nanoTime() < until; pause *= 2) {
            progress.pause(Math.min(pause, MAX_PAUSE_MILLIS));
            left = left.stream()
                    .flatMap(candidate ->
                            candidates(candidate.subscription(), List.of(candidate.key()), progress).stream())
                    .toList();
        }
        return left;
    }
}
