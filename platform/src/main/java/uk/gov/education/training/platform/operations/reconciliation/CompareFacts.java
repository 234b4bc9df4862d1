package uk.gov.education.training.platform.operations.reconciliation;

import uk.gov.education.training.platform.messaging.Transactions;
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
import uk.gov.education.training.platform.observability.RedactedErrors;
import uk.gov.education.training.platform.operations.reconciliation.StoredFactsReader.RecordPosition;
import uk.gov.education.training.platform.operations.reconciliation.domain.KeyHistory;
import uk.gov.education.training.platform.operations.reconciliation.domain.MismatchKind;

/**
 * Compares the facts that a service holds of a topic with the topic, while both go on.
 *
 * <ol>
 *   <li>The topic is read once, and of each key only its newest version and a fingerprint are kept.
 *   <li>All that is held is looked through: what agrees, agrees. Few keys are left.
 *   <li>Those are read once more, with all that was said about them since the place up to which the service has read
 *       for sure. Then they are locked, and what is said meanwhile is added. Whatever the service may hold while it
 *       reads on, it holds one of these now; otherwise it is wrong.
 * </ol>
 */
@ApplicationScoped
class CompareFacts {

    private static final Logger LOG = Logger.getLogger(CompareFacts.class);
    private static final int READ_AT_ONCE = 2_000;
    private static final int LOCKED_AT_ONCE = 100;
    private static final KeyHistory.Fact NOTHING = new KeyHistory.Fact(0, null);
    private static final String OWNERS_WORD = " If the topic is wrong, publish the key again from here, its owner.";

    private final Pool pool;
    private final MismatchCandidates mismatchCandidates;
    private final SourcesOfTruth sourcesOfTruth;
    private final StoredFactsReader held;
    private final DryRun dryRun;
    private final RepairFacts mending;
    private final Transactions transactions;

    CompareFacts(
            Pool pool,
            MismatchCandidates mismatchCandidates,
            SourcesOfTruth sourcesOfTruth,
            StoredFactsReader held,
            DryRun dryRun,
            RepairFacts mending,
            Transactions transactions) {
        this.pool = pool;
        this.mismatchCandidates = mismatchCandidates;
        this.sourcesOfTruth = sourcesOfTruth;
        this.held = held;
        this.dryRun = dryRun;
        this.mending = mending;
        this.transactions = transactions;
    }

    void compare(TopicLog.Reading log, TopicSubscription topicSubscription, JobProgress jobProgress) {
        List<String> found = new ArrayList<>(mismatchCandidates.find(log, topicSubscription, jobProgress));
        for (int from = 0; from < found.size(); from += READ_AT_ONCE) {
            List<String> some = found.subList(from, Math.min(found.size(), from + READ_AT_ONCE));
            boolean always = sourcesOfTruth.isInTables(topicSubscription.topic());
            settle(
                    KeyFollower.of(
                            log,
                            topicSubscription,
                            always,
                            some,
                            () -> parked(topicSubscription, jobProgress),
                            jobProgress),
                    jobProgress,
                    some);
        }
    }

    private Set<RecordPosition> parked(TopicSubscription topicSubscription, JobProgress jobProgress) {
        return jobProgress.persistently(() -> held.parked(pool, topicSubscription.topic()));
    }

    private void settle(KeyFollower tail, JobProgress jobProgress, List<String> keys) {
        for (int from = 0; from < keys.size(); from += LOCKED_AT_ONCE) {
            List<String> some = keys.subList(from, Math.min(keys.size(), from + LOCKED_AT_ONCE));
            try {
                settleTogether(tail, jobProgress, some);
            } catch (RuntimeException refused) {
                if (jobProgress.isOver() || FailureClassifier.isOutage(refused)) {
                    throw refused;
                }
                some.forEach(key -> settleAlone(tail, jobProgress, key));
            }
        }
    }

    private void settleAlone(KeyFollower tail, JobProgress jobProgress, String key) {
        try {
            settleTogether(tail, jobProgress, List.of(key));
        } catch (RuntimeException refused) {
            if (jobProgress.isOver() || FailureClassifier.isOutage(refused)) {
                throw refused;
            }
            LOG.errorf(refused, "Not mended: %s of %s", key, tail.topic().name());
            jobProgress.found(new Mismatch(
                    tail.topic().name(),
                    key,
                    MismatchKind.UNDECIDABLE.text(),
                    null,
                    null,
                    RedactedErrors.inShort(refused),
                    null));
        }
    }

    private void settleTogether(KeyFollower tail, JobProgress jobProgress, List<String> keys) {
        Topic<?, ?> topic = tail.topic();
        boolean own = sourcesOfTruth.isOwner(topic);
        SourceOfTruth sourceOfTruth = sourcesOfTruth.of(topic);
        // The keys stay locked while the topic is read to its end, which takes a thread that may wait.
        jobProgress.persistently(() -> {
            List<Mismatch> found = new ArrayList<>();
            Uni<Long> settled = inTransaction(jobProgress, tx -> sourceOfTruth
                    .lock(tx, keys)
                    .chain(() -> sourceOfTruth.load(tx, keys))
                    .chain(have -> held.toBePublished(tx, topic, keys)
                            .call(() -> Uni.createFrom()
                                    .voidItem()
                                    .emitOn(Thread::startVirtualThread)
                                    .invoke(() -> tail.follow(jobProgress)))
                            .chain(waiting ->
                                    rightly(tx, sourceOfTruth, tail, keys, have).map(right -> union(waiting, right)))
                            .chain(settledKeys -> {
                                found.clear();
                                Map<String, MismatchKind> differences = differences(tail, keys, have, settledKeys, own);
                                differences.forEach((key, mismatchKind) ->
                                        found.add(difference(tail, key, mismatchKind, have.get(key), own)));
                                differences.values().removeIf(mismatchKind -> !isMended(topic, mismatchKind));
                                return jobProgress.mends() && !differences.isEmpty()
                                        ? mending.mend(tx, tail, have, differences)
                                        : Uni.createFrom().item(0L);
                            })));
            return settled.invoke(written -> {
                jobProgress.wrote(written);
                found.stream()
                        .filter(mismatch -> !jobProgress.mends() || isLeft(topic, mismatch, own))
                        .forEach(jobProgress::found);
            });
        });
        if (jobProgress.mends()) {
        }
    }

    private <T> Uni<T> inTransaction(JobProgress jobProgress, Function<SqlConnection, Uni<T>> work) {
        return jobProgress.mends() ? transactions.inTransaction(work) : dryRun.run(work);
    }

    /** What is in tables is never written by what a topic says, nor is anything that its owner can't have said. */
    private boolean isMended(Topic<?, ?> topic, MismatchKind mismatchKind) {
        return !sourcesOfTruth.isInTables(topic) && mismatchKind != MismatchKind.TOO_FAR_AHEAD;
    }

    private static Uni<Collection<String>> rightly(
            SqlConnection tx,
            SourceOfTruth sourceOfTruth,
            KeyFollower tail,
            List<String> keys,
            Map<String, FactsOfKey.StoredSnapshot> have) {
        Map<String, String> unheld = new LinkedHashMap<>();
        for (String key : keys) {
            @Nullable String said = tail.history(key).last().snapshot();
            if (said != null && !have.containsKey(key)) {
                unheld.put(key, said);
            }
        }
        return unheld.isEmpty() ? Uni.createFrom().item(Set.of()) : sourceOfTruth.correctlyAbsent(tx, unheld);
    }

    private static Set<String> union(Set<String> some, Collection<String> others) {
        Set<String> all = new HashSet<>(some);
        all.addAll(others);
        return all;
    }

    private static Map<String, MismatchKind> differences(
            KeyFollower tail,
            List<String> keys,
            Map<String, FactsOfKey.StoredSnapshot> have,
            Set<String> settled,
            boolean own) {
        Map<String, MismatchKind> differences = new LinkedHashMap<>();
        for (String key : keys) {
            if (!settled.contains(key)) {
                tail.history(key)
                        .differs(fact(tail.reader(), have.get(key)))
                        .map(mismatchKind ->
                                own && mismatchKind == MismatchKind.OLDER ? MismatchKind.NOT_FROM_OWNER : mismatchKind)
                        .ifPresent(mismatchKind -> differences.put(key, mismatchKind));
            }
        }
        return differences;
    }

    private static KeyHistory.Fact fact(TopicSubscription topicSubscription, FactsOfKey.@Nullable StoredSnapshot held) {
        if (held == null) {
            return NOTHING;
        }
        FactsOfKey.StoredSnapshot read = LatestByKey.asRead(topicSubscription.projection(), held);
        return new KeyHistory.Fact(read.version(), read.snapshot());
    }

    private static Mismatch difference(
            KeyFollower tail,
            String key,
            MismatchKind mismatchKind,
            FactsOfKey.@Nullable StoredSnapshot have,
            boolean own) {
        long said = tail.history(key).last().version();
        return new Mismatch(
                tail.topic().name(),
                key,
                mismatchKind.text(),
                have == null ? null : have.version(),
                said == 0 ? null : said,
                detail(mismatchKind, have == null ? 0 : have.version(), said, own),
                null);
    }

    private static String detail(MismatchKind mismatchKind, long held, long said, boolean own) {
        return switch (mismatchKind) {
            case MISSING -> "Nothing is held; the topic says version " + said + "." + (own ? OWNERS_WORD : "");
            case OLDER, NEWER ->
                "Version " + held + " is held; the topic says version " + said + "." + (own ? OWNERS_WORD : "");
            case DIFFERENT ->
                "Version " + held + " is held with another content than the topic says." + (own ? OWNERS_WORD : "");
            case TOO_FAR_AHEAD ->
                "Version " + held + " is held; the topic has one that is further ahead than its owner counts, and"
                        + " whoever starts from nothing would take that. Publish the key again from its owner.";
            case NOT_FROM_OWNER ->
                "Version " + held + " is held; the topic, which this service owns, says version " + said
                        + ". Publish the key again from here. Only if this database is older than the topic, as after a"
                        + " restored backup, rebuild the key instead.";
            case NOT_ON_TOPIC ->
                own
                        ? "Version " + held + " is held; the topic, which this service owns, says nothing. It is kept:"
                                + " publish the key again from here."
                        : "Version " + held + " is held; the topic says nothing.";
            case DERIVED, UNDECIDABLE -> throw new IllegalArgumentException(mismatchKind.text());
        };
    }

    /** Whether mending leaves it. */
    private boolean isLeft(Topic<?, ?> topic, Mismatch mismatch, boolean own) {
        return (own && mismatch.kind().equals(MismatchKind.NOT_ON_TOPIC.text()))
                || sourcesOfTruth.isInTables(topic)
                || mismatch.kind().equals(MismatchKind.TOO_FAR_AHEAD.text());
    }
}
