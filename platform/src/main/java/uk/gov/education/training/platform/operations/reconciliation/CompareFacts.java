package uk.gov.education.training.platform.operations.reconciliation;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.events.Topic;
import uk.gov.education.training.platform.messaging.DryRun;
import uk.gov.education.training.platform.messaging.FactsOfKey;
import uk.gov.education.training.platform.messaging.FailureClassifier;
import uk.gov.education.training.platform.messaging.SourceOfTruth;
import uk.gov.education.training.platform.messaging.TopicLog;
import uk.gov.education.training.platform.messaging.TopicSubscription;
import uk.gov.education.training.platform.messaging.Transactions;
import uk.gov.education.training.platform.observability.RedactedErrors;
import uk.gov.education.training.platform.operations.reconciliation.StoredFactsReader.RecordPosition;
import uk.gov.education.training.platform.operations.reconciliation.domain.MismatchKind;

/**
 * Compares a service's stored facts with their topic while both keep changing. Repairs the mismatches if the job does.
 *
 * <ol>
 *   <li>Read the topic once, and keep only the latest version and a fingerprint of each key.
 *   <li>Read the stored facts page by page. The keys that agree need no more work; few are left.
 *   <li>Re-read these keys from the committed offset, lock them and read to the end. The stored version must be one of
 *       the versions read; otherwise it is a mismatch.
 * </ol>
 */
@ApplicationScoped
class CompareFacts {

    private static final Logger LOG = Logger.getLogger(CompareFacts.class);
    private static final int READ_BATCH = 2_000;
    private static final int LOCK_BATCH = 100;

    private final Pool pool;
    private final MismatchCandidates mismatchCandidates;
    private final SourcesOfTruth sourcesOfTruth;
    private final StoredFactsReader storedFacts;
    private final DryRun dryRun;
    private final RepairFacts repairFacts;
    private final Transactions transactions;

    CompareFacts(
            Pool pool,
            MismatchCandidates mismatchCandidates,
            SourcesOfTruth sourcesOfTruth,
            StoredFactsReader storedFacts,
            DryRun dryRun,
            RepairFacts repairFacts,
            Transactions transactions) {
        this.pool = pool;
        this.mismatchCandidates = mismatchCandidates;
        this.sourcesOfTruth = sourcesOfTruth;
        this.storedFacts = storedFacts;
        this.dryRun = dryRun;
        this.repairFacts = repairFacts;
        this.transactions = transactions;
    }

    void compare(TopicLog.Reading log, TopicSubscription subscription, JobProgress progress) {
        List<String> candidates = new ArrayList<>(mismatchCandidates.find(log, subscription, progress));
        boolean ownTables = sourcesOfTruth.isInOwnTables(subscription.topic());
        for (int from = 0; from < candidates.size(); from += READ_BATCH) {
            List<String> batch = candidates.subList(from, Math.min(candidates.size(), from + READ_BATCH));
            KeyFollower follower =
                    KeyFollower.of(log, subscription, ownTables, batch, () -> parked(subscription, progress), progress);
            for (int first = 0; first < batch.size(); first += LOCK_BATCH) {
                compareBatch(follower, progress, batch.subList(first, Math.min(batch.size(), first + LOCK_BATCH)));
            }
        }
    }

    private Set<RecordPosition> parked(TopicSubscription subscription, JobProgress progress) {
        return progress.retrying(() -> storedFacts.parked(pool, subscription.topic()));
    }

    /** Compares keys together or, if that fails, one by one. */
    private void compareBatch(KeyFollower follower, JobProgress progress, List<String> keys) {
        try {
            compareLocked(follower, progress, keys);
        } catch (RuntimeException failure) {
            rethrowUnlessFinding(failure, progress);
            keys.forEach(key -> compareOne(follower, progress, key));
        }
    }

    private void compareOne(KeyFollower follower, JobProgress progress, String key) {
        try {
            compareLocked(follower, progress, List.of(key));
        } catch (RuntimeException failure) {
            rethrowUnlessFinding(failure, progress);
            String topic = follower.topic().name();
            LOG.errorf(failure, "Comparing %s of %s failed, reporting it as a mismatch", key, topic);
            progress.found(new Mismatch(
                    topic, key, MismatchKind.UNDECIDABLE.text(), null, null, RedactedErrors.inShort(failure), null));
        }
    }

    private static void rethrowUnlessFinding(RuntimeException failure, JobProgress progress) {
        if (progress.mustEnd() || FailureClassifier.isOutage(failure)) {
            throw failure;
        }
    }

    private void compareLocked(KeyFollower follower, JobProgress progress, List<String> keys) {
        Topic<?, ?> topic = follower.topic();
        boolean own = sourcesOfTruth.isOwner(topic);
        SourceOfTruth sourceOfTruth = sourcesOfTruth.of(topic);
        progress.retrying(() -> {
            List<Mismatch> found = new ArrayList<>();
            Uni<Long> repaired = inTransaction(progress, tx -> sourceOfTruth
                    .lock(tx, keys)
                    .chain(() -> sourceOfTruth.load(tx, keys))
                    .chain(stored -> explained(tx, sourceOfTruth, follower, progress, keys, stored)
                            .chain(explained -> {
                                found.clear();
                                Map<String, MismatchKind> kinds =
                                        MismatchReport.kinds(follower, keys, stored, explained, own);
                                kinds.forEach((key, kind) ->
                                        found.add(MismatchReport.of(follower, key, kind, stored.get(key), own)));
                                kinds.values().removeIf(kind -> !isRepairable(topic, kind));
                                return progress.repairs() && !kinds.isEmpty()
                                        ? repairFacts.repair(tx, follower, stored, kinds)
                                        : Uni.createFrom().item(0L);
                            })));
            return repaired.invoke(written -> {
                progress.wrote(written);
                found.stream()
                        .filter(mismatch -> !progress.repairs() || remainsAfterRepair(topic, mismatch, own))
                        .forEach(progress::found);
            });
        });
    }

    private <T> Uni<T> inTransaction(JobProgress progress, Function<SqlConnection, Uni<T>> work) {
        return progress.repairs() ? transactions.inTransaction(work) : dryRun.run(work);
    }

    /** The keys that may differ: those with unpublished records, and those that the service rightly does not store. */
    private Uni<Set<String>> explained(
            SqlConnection tx,
            SourceOfTruth sourceOfTruth,
            KeyFollower follower,
            JobProgress progress,
            List<String> keys,
            Map<String, FactsOfKey.StoredSnapshot> stored) {
        return storedFacts
                .unpublished(tx, follower.topic(), keys)
                // The keys stay locked while the topic is read to its end, which needs a thread that may block.
                .call(() -> Uni.createFrom()
                        .voidItem()
                        .emitOn(Thread::startVirtualThread)
                        .invoke(() -> follower.follow(progress)))
                .chain(unpublished -> rightlyNotStored(tx, sourceOfTruth, follower, keys, stored)
                        .map(others -> {
                            Set<String> all = new HashSet<>(unpublished);
                            all.addAll(others);
                            return all;
                        }));
    }

    private static Uni<Collection<String>> rightlyNotStored(
            SqlConnection tx,
            SourceOfTruth sourceOfTruth,
            KeyFollower follower,
            List<String> keys,
            Map<String, FactsOfKey.StoredSnapshot> stored) {
        Map<String, String> onTopicOnly = new LinkedHashMap<>();
        for (String key : keys) {
            @Nullable String snapshot = follower.history(key).last().snapshot();
            if (snapshot != null && !stored.containsKey(key)) {
                onTopicOnly.put(key, snapshot);
            }
        }
        return onTopicOnly.isEmpty() ? Uni.createFrom().item(Set.of()) : sourceOfTruth.correctlyAbsent(tx, onTopicOnly);
    }

    /** A topic never changes the service's own tables, and an implausible version is never stored. */
    private boolean isRepairable(Topic<?, ?> topic, MismatchKind kind) {
        return !sourcesOfTruth.isInOwnTables(topic) && kind != MismatchKind.TOO_FAR_AHEAD;
    }

    private boolean remainsAfterRepair(Topic<?, ?> topic, Mismatch mismatch, boolean own) {
        return (own && mismatch.kind().equals(MismatchKind.NOT_ON_TOPIC.text()))
                || sourcesOfTruth.isInOwnTables(topic)
                || mismatch.kind().equals(MismatchKind.TOO_FAR_AHEAD.text());
    }
}
