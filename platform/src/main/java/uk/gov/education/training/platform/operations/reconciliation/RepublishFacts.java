package uk.gov.education.training.platform.operations.reconciliation;

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
import uk.gov.education.training.platform.messaging.Transactions;
import uk.gov.education.training.platform.operations.reconciliation.domain.MismatchKind;
import uk.gov.education.training.platform.operations.reconciliation.domain.TopicKeyState;

/**
 * Publishes the facts of a topic's owner again, above every version on the topic, with tombstones for keys that the
 * owner does not have. Skips keys whose last record is already the republication, so that a repeated job continues
 * where the last one ended.
 */
@ApplicationScoped
class RepublishFacts {

    private static final int BATCH = 100;

    private final Pool pool;
    private final Transactions transactions;
    private final SourcesOfTruth sourcesOfTruth;
    private final Outbox outbox;
    private final String service;

    RepublishFacts(
            Pool pool,
            Transactions transactions,
            SourcesOfTruth sourcesOfTruth,
            Outbox outbox,
            @ConfigProperty(name = "quarkus.application.name") String service) {
        this.pool = pool;
        this.transactions = transactions;
        this.sourcesOfTruth = sourcesOfTruth;
        this.outbox = outbox;
        this.service = service;
    }

    /** The number of records to read. */
    static long records(TopicLog.Reading log, Topic<?, ?> topic) {
        Set<TopicPartition> partitions = log.partitions(topic);
        return log.ends(partitions).sum() - log.beginnings(partitions).sum();
    }

    <C, S> void republish(TopicLog.Reading log, Topic<C, S> topic, JobProgress progress) {
        var ownTopic = new OwnTopicReader<>(log, SnapshotProjection.whole(topic), progress);
        ownTopic.follow();
        SourceOfTruth sourceOfTruth = sourcesOfTruth.of(topic);
        Set<String> keys = new TreeSet<>(ownTopic.keys());
        keys.addAll(progress.keys() == null ? storedKeys(sourceOfTruth, progress) : progress.keys());
        List<String> all = List.copyOf(keys);
        for (int from = 0; from < all.size(); from += BATCH) {
            List<String> some = all.subList(from, Math.min(all.size(), from + BATCH));
            ownTopic.follow();
            List<Mismatch> failed = new ArrayList<>();
            progress.wrote(progress.retrying(() -> {
                return transactions.inTransaction(tx -> {
                    failed.clear();
                    return publish(tx, sourceOfTruth, topic, some, ownTopic.states(), progress, failed);
                });
            }));
            failed.forEach(progress::found);
        }
    }

    private Set<String> storedKeys(SourceOfTruth sourceOfTruth, JobProgress progress) {
        Set<String> keys = new TreeSet<>();
        String after = "";
        List<String> page;
        do {
            String from = after;
            page = progress.retrying(() -> sourceOfTruth.page(pool, from, BATCH * 10)).keySet().stream()
                    .sorted()
                    .toList();
            keys.addAll(page);
            after = page.isEmpty() ? after : page.getLast();
        } while (page.size() == BATCH * 10);
        return keys;
    }

    private <C, S> Uni<Long> publish(
            SqlConnection tx,
            SourceOfTruth sourceOfTruth,
            Topic<C, S> topic,
            Collection<String> keys,
            Map<String, TopicKeyState> states,
            JobProgress progress,
            List<Mismatch> failed) {
        return sourceOfTruth
                .lock(tx, keys)
                .chain(() -> sourceOfTruth.load(tx, keys))
                .chain(stored -> sourceOfTruth
                        .correctlyAbsent(tx, onTopicOnly(keys, stored, states))
                        .chain(rightlyNotStored -> {
                            Map<String, Long> versions = new HashMap<>();
                            List<OutboxRecord> records = new ArrayList<>();
                            for (String key : keys) {
                                TopicKeyState onTopic = states.getOrDefault(key, TopicKeyState.NONE);
                                FactsOfKey.StoredSnapshot fact = stored.get(key);
                                if (fact == null) {
                                    if (needsTombstone(onTopic, progress) && !rightlyNotStored.contains(key)) {
                                        records.add(CloudEvents.tombstone(topic, key));
                                    }
                                } else if (!onTopic.isRepublished(fact.version(), asRead(topic, fact))) {
                                    try {
                                        versions.put(key, Versions.above(Math.max(fact.version(), onTopic.highest())));
                                        records.add(republished(topic, key, fact, versions.get(key)));
                                    } catch (ArithmeticException noVersionLeft) {
                                        failed.add(new Mismatch(
                                                topic.name(),
                                                key,
                                                MismatchKind.TOO_FAR_AHEAD.text(),
                                                fact.version(),
                                                onTopic.highest(),
                                                "The topic has the highest possible version, so no higher one can be published.",
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

    /** A key with unreadable records only gets a tombstone if the operator names it. */
    private static boolean needsTombstone(TopicKeyState onTopic, JobProgress progress) {
        return onTopic.exists() || (progress.keys() != null && onTopic.hasUnreadable());
    }

    private static Map<String, String> onTopicOnly(
            Collection<String> keys, Map<String, FactsOfKey.StoredSnapshot> stored, Map<String, TopicKeyState> states) {
        Map<String, String> onTopicOnly = new HashMap<>();
        for (String key : keys) {
            String snapshot = states.getOrDefault(key, TopicKeyState.NONE).snapshot();
            if (!stored.containsKey(key) && snapshot != null) {
                onTopicOnly.put(key, snapshot);
            }
        }
        return onTopicOnly;
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
