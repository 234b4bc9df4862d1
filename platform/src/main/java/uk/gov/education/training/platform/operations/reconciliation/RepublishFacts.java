package uk.gov.education.training.platform.operations.reconciliation;

import uk.gov.education.training.platform.messaging.Transactions;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.common.TopicPartition;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import uk.gov.education.training.events.Message;
import uk.gov.education.training.events.Topic;
import uk.gov.education.training.events.Topics;
import uk.gov.education.training.events.Versions;
import uk.gov.education.training.platform.messaging.Cause;
import uk.gov.education.training.platform.messaging.CloudEvents;
import uk.gov.education.training.platform.messaging.FactsOfKey;
import uk.gov.education.training.platform.messaging.Outbox;
import uk.gov.education.training.platform.messaging.OutboxRecord;
import uk.gov.education.training.platform.messaging.SnapshotProjection;
import uk.gov.education.training.platform.messaging.SourceOfTruth;
import uk.gov.education.training.platform.messaging.TopicLog;
import uk.gov.education.training.platform.messaging.Traces;
import uk.gov.education.training.platform.operations.reconciliation.domain.MismatchKind;
import uk.gov.education.training.platform.operations.reconciliation.domain.TopicKeyState;

/**
 * Puts what this service, a topic's owner, holds above whatever lies on the topic, and ends there what it does not
 * hold. A key that was republished, and of which nothing else was said since, is left alone: so it may be asked for
 * again, and goes on where it was given up.
 */
@ApplicationScoped
class RepublishFacts {

    private static final int AT_ONCE = 100;

    private final Pool pool;
    private final Transactions transactions;
    private final SourcesOfTruth sourcesOfTruth;
    private final Outbox outbox;
    private final String service;

    RepublishFacts(
            Pool pool, Transactions transactions,
            SourcesOfTruth sourcesOfTruth,
            Outbox outbox,
            @ConfigProperty(name = "quarkus.application.name") String service) {
        this.pool = pool;
        this.transactions = transactions;
        this.sourcesOfTruth = sourcesOfTruth;
        this.outbox = outbox;
        this.service = service;
    }

    /** How many there are to read, and to say. */
    static long records(TopicLog.Reading log, Topic<?, ?> topic) {
        Set<TopicPartition> partitions = log.partitions(topic);
        return log.ends(partitions).sum() - log.beginnings(partitions).sum();
    }

    <C, S> void publish(TopicLog.Reading log, Topic<C, S> topic, JobProgress jobProgress) {
        var said = new OwnTopicReader<>(log, SnapshotProjection.whole(topic), jobProgress);
        said.follow();
        SourceOfTruth sourceOfTruth = sourcesOfTruth.of(topic);
        Set<String> keys = new TreeSet<>(said.keys());
        keys.addAll(jobProgress.keys() == null ? held(sourceOfTruth, jobProgress) : jobProgress.keys());
        List<String> all = List.copyOf(keys);
        for (int from = 0; from < all.size(); from += AT_ONCE) {
            List<String> some = all.subList(from, Math.min(all.size(), from + AT_ONCE));
            said.follow();
            List<Mismatch> failed = new ArrayList<>();
            jobProgress.wrote(jobProgress.persistently(() -> {
                return transactions.inTransaction(tx -> {
                    failed.clear();
                    return publish(tx, sourceOfTruth, topic, some, said.spoken(), jobProgress, failed);
                });
            }));
            failed.forEach(jobProgress::found);
        }
    }

    private Set<String> held(SourceOfTruth sourceOfTruth, JobProgress jobProgress) {
        Set<String> keys = new TreeSet<>();
        String after = "";
        List<String> page;
        do {
            String from = after;
            page = jobProgress.persistently(() -> sourceOfTruth.page(pool, from, AT_ONCE * 10)).keySet().stream()
                    .sorted()
                    .toList();
            keys.addAll(page);
            after = page.isEmpty() ? after : page.getLast();
        } while (page.size() == AT_ONCE * 10);
        return keys;
    }

    private <C, S> Uni<Long> publish(
            SqlConnection tx,
            SourceOfTruth sourceOfTruth,
            Topic<C, S> topic,
            Collection<String> keys,
            Map<String, TopicKeyState> spoken,
            JobProgress jobProgress,
            List<Mismatch> failed) {
        return sourceOfTruth
                .lock(tx, keys)
                .chain(() -> sourceOfTruth.load(tx, keys))
                .chain(held -> sourceOfTruth
                        .correctlyAbsent(tx, unheld(keys, held, spoken))
                        .chain(right -> {
                            Map<String, Long> versions = new HashMap<>();
                            List<OutboxRecord> records = new ArrayList<>();
                            for (String key : keys) {
                                TopicKeyState there = spoken.getOrDefault(key, TopicKeyState.NOTHING);
                                FactsOfKey.StoredSnapshot fact = held.get(key);
                                if (fact == null) {
                                    if (isToEnd(there, jobProgress) && !right.contains(key)) {
                                        records.add(CloudEvents.tombstone(topic, key));
                                    }
                                } else if (!there.isRepublished(fact.version(), asRead(topic, fact))) {
                                    try {
                                        versions.put(key, Versions.above(Math.max(fact.version(), there.highest())));
                                        records.add(republished(topic, key, fact, versions.get(key)));
                                    } catch (ArithmeticException noneAbove) {
                                        failed.add(new Mismatch(
                                                topic.name(),
                                                key,
                                                MismatchKind.TOO_FAR_AHEAD.text(),
                                                fact.version(),
                                                there.highest(),
                                                "There is no version above the one on the topic.",
                                                null));
                                    }
                                }
                            }
                            return (versions.isEmpty()
                                            ? Uni.createFrom().voidItem()
                                            : sourceOfTruth.continueVersionsFrom(tx, versions))
                                    .chain(() -> outbox.add(tx, records))
                                    .replaceWith((long) records.size());
                        }));
    }

    /** What nobody can read is ended only where somebody names its key, which may be none of the topic's. */
    private static boolean isToEnd(TopicKeyState there, JobProgress jobProgress) {
        return there.isThere() || (jobProgress.keys() != null && there.hasUnreadable());
    }

    private static Map<String, String> unheld(
            Collection<String> keys, Map<String, FactsOfKey.StoredSnapshot> held, Map<String, TopicKeyState> spoken) {
        Map<String, String> unheld = new HashMap<>();
        for (String key : keys) {
            String snapshot = spoken.getOrDefault(key, TopicKeyState.NOTHING).snapshot();
            if (!held.containsKey(key) && snapshot != null) {
                unheld.put(key, snapshot);
            }
        }
        return unheld;
    }

    private static long asRead(Topic<?, ?> topic, FactsOfKey.StoredSnapshot fact) {
        return LatestByKey.fingerprint(
                LatestByKey.asRead(SnapshotProjection.whole(topic), fact).snapshot());
    }

    private <C, S> OutboxRecord republished(
            Topic<C, S> topic, String key, FactsOfKey.StoredSnapshot fact, long version) {
        Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
        S snapshot =
                new FactsOfKey(key, Map.of(topic.name(), fact)).snapshot(topic).orElseThrow();
        return CloudEvents.write(
                topic,
                key,
                new Message<>(version, now, Topics.republished(topic), snapshot),
                service,
                new Cause(now, Traces.begin()),
                now);
    }
}
