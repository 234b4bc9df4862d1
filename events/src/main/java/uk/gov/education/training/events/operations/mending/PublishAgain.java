package uk.gov.education.training.events.operations.mending;

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
import uk.gov.education.training.events.delivery.Cause;
import uk.gov.education.training.events.delivery.CloudEvents;
import uk.gov.education.training.events.delivery.Held;
import uk.gov.education.training.events.delivery.Outbox;
import uk.gov.education.training.events.delivery.OutboxRecord;
import uk.gov.education.training.events.delivery.Subscription;
import uk.gov.education.training.events.delivery.TopicLog;
import uk.gov.education.training.events.delivery.Traces;
import uk.gov.education.training.events.delivery.Truth;
import uk.gov.education.training.events.operations.mending.domain.Kind;
import uk.gov.education.training.events.operations.mending.domain.Spoken;

/**
 * Puts what this service, a topic's owner, holds above whatever lies on the topic, and ends there what it does not
 * hold. A key that was republished, and of which nothing else was said since, is left alone: so it may be asked for
 * again, and goes on where it was given up.
 */
@ApplicationScoped
class PublishAgain {

    private static final int AT_ONCE = 100;

    private final Pool pool;
    private final Truths truths;
    private final Outbox outbox;
    private final String service;

    PublishAgain(
            Pool pool,
            Truths truths,
            Outbox outbox,
            @ConfigProperty(name = "quarkus.application.name") String service) {
        this.pool = pool;
        this.truths = truths;
        this.outbox = outbox;
        this.service = service;
    }

    /** How many there are to read, and to say. */
    static long records(TopicLog.Reading log, Topic<?, ?> topic) {
        Set<TopicPartition> partitions = log.partitions(topic);
        return log.ends(partitions).sum() - log.beginnings(partitions).sum();
    }

    <C, S> void publish(TopicLog.Reading log, Topic<C, S> topic, Course course) {
        var said = new OnTopic<>(log, Subscription.whole(topic), course);
        said.follow();
        Truth truth = truths.of(topic);
        Set<String> keys = new TreeSet<>(said.keys());
        keys.addAll(course.keys() == null ? held(truth, course) : course.keys());
        List<String> all = List.copyOf(keys);
        for (int from = 0; from < all.size(); from += AT_ONCE) {
            List<String> some = all.subList(from, Math.min(all.size(), from + AT_ONCE));
            said.follow();
            List<Difference> failed = new ArrayList<>();
            course.wrote(course.persistently(() -> {
                failed.clear();
                return pool.withTransaction(tx -> publish(tx, truth, topic, some, said.spoken(), course, failed));
            }));
            failed.forEach(course::found);
            outbox.wake();
        }
    }

    private Set<String> held(Truth truth, Course course) {
        Set<String> keys = new TreeSet<>();
        String after = "";
        List<String> page;
        do {
            String from = after;
            page = course.persistently(() -> truth.page(pool, from, AT_ONCE * 10)).keySet().stream()
                    .sorted()
                    .toList();
            keys.addAll(page);
            after = page.isEmpty() ? after : page.getLast();
        } while (page.size() == AT_ONCE * 10);
        return keys;
    }

    private <C, S> Uni<Long> publish(
            SqlConnection tx,
            Truth truth,
            Topic<C, S> topic,
            Collection<String> keys,
            Map<String, Spoken> spoken,
            Course course,
            List<Difference> failed) {
        return truth.lock(tx, keys)
                .chain(() -> truth.of(tx, keys))
                .chain(held -> truth.rightly(tx, unheld(keys, held, spoken)).chain(right -> {
                    Map<String, Long> versions = new HashMap<>();
                    List<OutboxRecord> records = new ArrayList<>();
                    for (String key : keys) {
                        Spoken there = spoken.getOrDefault(key, Spoken.NOTHING);
                        Held.Fact fact = held.get(key);
                        if (fact == null) {
                            if (isToEnd(there, course) && !right.contains(key)) {
                                records.add(CloudEvents.tombstone(topic, key));
                            }
                        } else if (!there.isRepublished(fact.version(), asRead(topic, fact))) {
                            try {
                                versions.put(key, Versions.above(Math.max(fact.version(), there.highest())));
                                records.add(republished(topic, key, fact, versions.get(key)));
                            } catch (ArithmeticException noneAbove) {
                                failed.add(new Difference(
                                        topic.name(),
                                        key,
                                        Kind.TOO_FAR_AHEAD.text(),
                                        fact.version(),
                                        there.highest(),
                                        "There is no version above the one on the topic.",
                                        null));
                            }
                        }
                    }
                    return (versions.isEmpty() ? Uni.createFrom().voidItem() : truth.countFrom(tx, versions))
                            .chain(() -> outbox.add(tx, records))
                            .replaceWith((long) records.size());
                }));
    }

    /** What nobody can read is ended only where somebody names its key, which may be none of the topic's. */
    private static boolean isToEnd(Spoken there, Course course) {
        return there.isThere() || (course.keys() != null && there.hasUnreadable());
    }

    private static Map<String, String> unheld(
            Collection<String> keys, Map<String, Held.Fact> held, Map<String, Spoken> spoken) {
        Map<String, String> unheld = new HashMap<>();
        for (String key : keys) {
            String snapshot = spoken.getOrDefault(key, Spoken.NOTHING).snapshot();
            if (!held.containsKey(key) && snapshot != null) {
                unheld.put(key, snapshot);
            }
        }
        return unheld;
    }

    private static long asRead(Topic<?, ?> topic, Held.Fact fact) {
        return TopicStates.fingerprint(
                TopicStates.asRead(Subscription.whole(topic), fact).snapshot());
    }

    private <C, S> OutboxRecord republished(Topic<C, S> topic, String key, Held.Fact fact, long version) {
        Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
        S snapshot = new Held(key, Map.of(topic.name(), fact)).snapshot(topic).orElseThrow();
        return CloudEvents.write(
                topic,
                key,
                new Message<>(version, now, Topics.republished(topic), snapshot),
                service,
                new Cause(now, Traces.begin()),
                now);
    }
}
