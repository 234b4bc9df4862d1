package uk.gov.education.training.events.operations.mending;

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
import uk.gov.education.training.events.delivery.Faults;
import uk.gov.education.training.events.delivery.Held;
import uk.gov.education.training.events.delivery.Outbox;
import uk.gov.education.training.events.delivery.Reader;
import uk.gov.education.training.events.delivery.Rehearsal;
import uk.gov.education.training.events.delivery.TopicLog;
import uk.gov.education.training.events.delivery.Truth;
import uk.gov.education.training.events.operations.mending.HeldFacts.Place;
import uk.gov.education.training.events.operations.mending.domain.KeyHistory;
import uk.gov.education.training.events.operations.mending.domain.Kind;
import uk.gov.education.training.events.telemetry.Failures;

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
    private final Suspects suspects;
    private final Truths truths;
    private final HeldFacts held;
    private final Rehearsal rehearsal;
    private final MendFacts mending;
    private final Outbox outbox;

    CompareFacts(
            Pool pool,
            Suspects suspects,
            Truths truths,
            HeldFacts held,
            Rehearsal rehearsal,
            MendFacts mending,
            Outbox outbox) {
        this.pool = pool;
        this.suspects = suspects;
        this.truths = truths;
        this.held = held;
        this.rehearsal = rehearsal;
        this.mending = mending;
        this.outbox = outbox;
    }

    void compare(TopicLog.Reading log, Reader reader, Course course) {
        List<String> found = new ArrayList<>(suspects.find(log, reader, course));
        for (int from = 0; from < found.size(); from += READ_AT_ONCE) {
            List<String> some = found.subList(from, Math.min(found.size(), from + READ_AT_ONCE));
            boolean always = truths.isInTables(reader.topic());
            settle(TopicTail.of(log, reader, always, some, () -> parked(reader, course), course), course, some);
        }
    }

    private Set<Place> parked(Reader reader, Course course) {
        return course.persistently(() -> held.parked(pool, reader.topic()));
    }

    private void settle(TopicTail tail, Course course, List<String> keys) {
        for (int from = 0; from < keys.size(); from += LOCKED_AT_ONCE) {
            List<String> some = keys.subList(from, Math.min(keys.size(), from + LOCKED_AT_ONCE));
            try {
                settleTogether(tail, course, some);
            } catch (RuntimeException refused) {
                if (course.isOver() || Faults.isOutage(refused)) {
                    throw refused;
                }
                some.forEach(key -> settleAlone(tail, course, key));
            }
        }
    }

    private void settleAlone(TopicTail tail, Course course, String key) {
        try {
            settleTogether(tail, course, List.of(key));
        } catch (RuntimeException refused) {
            if (course.isOver() || Faults.isOutage(refused)) {
                throw refused;
            }
            LOG.errorf(refused, "Not mended: %s of %s", key, tail.topic().name());
            course.found(new Difference(
                    tail.topic().name(), key, Kind.UNDECIDABLE.text(), null, null, Failures.inShort(refused), null));
        }
    }

    private void settleTogether(TopicTail tail, Course course, List<String> keys) {
        Topic<?, ?> topic = tail.topic();
        boolean own = truths.isOwner(topic);
        Truth truth = truths.of(topic);
        // The keys stay locked while the topic is read to its end, which takes a thread that may wait.
        course.persistently(() -> {
            List<Difference> found = new ArrayList<>();
            Uni<Long> settled = inTransaction(course, tx -> truth.lock(tx, keys)
                    .chain(() -> truth.of(tx, keys))
                    .chain(have -> held.toBePublished(tx, topic, keys)
                            .call(() -> Uni.createFrom()
                                    .voidItem()
                                    .emitOn(Thread::startVirtualThread)
                                    .invoke(() -> tail.follow(course)))
                            .chain(waiting ->
                                    rightly(tx, truth, tail, keys, have).map(right -> union(waiting, right)))
                            .chain(settledKeys -> {
                                found.clear();
                                Map<String, Kind> differences = differences(tail, keys, have, settledKeys, own);
                                differences.forEach(
                                        (key, kind) -> found.add(difference(tail, key, kind, have.get(key), own)));
                                differences.values().removeIf(kind -> !isMended(topic, kind));
                                return course.mends() && !differences.isEmpty()
                                        ? mending.mend(tx, tail, have, differences)
                                        : Uni.createFrom().item(0L);
                            })));
            return settled.invoke(written -> {
                course.wrote(written);
                found.stream()
                        .filter(difference -> !course.mends() || isLeft(topic, difference, own))
                        .forEach(course::found);
            });
        });
        if (course.mends()) {
            outbox.wake();
        }
    }

    private <T> Uni<T> inTransaction(Course course, Function<SqlConnection, Uni<T>> work) {
        return course.mends() ? pool.withTransaction(work) : rehearsal.of(work);
    }

    /** What is in tables is never written by what a topic says, nor is anything that its owner can't have said. */
    private boolean isMended(Topic<?, ?> topic, Kind kind) {
        return !truths.isInTables(topic) && kind != Kind.TOO_FAR_AHEAD;
    }

    private static Uni<Collection<String>> rightly(
            SqlConnection tx, Truth truth, TopicTail tail, List<String> keys, Map<String, Held.Fact> have) {
        Map<String, String> unheld = new LinkedHashMap<>();
        for (String key : keys) {
            @Nullable String said = tail.history(key).last().snapshot();
            if (said != null && !have.containsKey(key)) {
                unheld.put(key, said);
            }
        }
        return unheld.isEmpty() ? Uni.createFrom().item(Set.of()) : truth.rightly(tx, unheld);
    }

    private static Set<String> union(Set<String> some, Collection<String> others) {
        Set<String> all = new HashSet<>(some);
        all.addAll(others);
        return all;
    }

    private static Map<String, Kind> differences(
            TopicTail tail, List<String> keys, Map<String, Held.Fact> have, Set<String> settled, boolean own) {
        Map<String, Kind> differences = new LinkedHashMap<>();
        for (String key : keys) {
            if (!settled.contains(key)) {
                tail.history(key)
                        .differs(fact(tail.reader(), have.get(key)))
                        .map(kind -> own && kind == Kind.OLDER ? Kind.NOT_FROM_OWNER : kind)
                        .ifPresent(kind -> differences.put(key, kind));
            }
        }
        return differences;
    }

    private static KeyHistory.Fact fact(Reader reader, Held.@Nullable Fact held) {
        if (held == null) {
            return NOTHING;
        }
        Held.Fact read = TopicStates.asRead(reader.subscription(), held);
        return new KeyHistory.Fact(read.version(), read.snapshot());
    }

    private static Difference difference(TopicTail tail, String key, Kind kind, Held.@Nullable Fact have, boolean own) {
        long said = tail.history(key).last().version();
        return new Difference(
                tail.topic().name(),
                key,
                kind.text(),
                have == null ? null : have.version(),
                said == 0 ? null : said,
                detail(kind, have == null ? 0 : have.version(), said, own),
                null);
    }

    private static String detail(Kind kind, long held, long said, boolean own) {
        return switch (kind) {
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
            case DERIVED, UNDECIDABLE -> throw new IllegalArgumentException(kind.text());
        };
    }

    /** Whether mending leaves it. */
    private boolean isLeft(Topic<?, ?> topic, Difference difference, boolean own) {
        return (own && difference.kind().equals(Kind.NOT_ON_TOPIC.text()))
                || truths.isInTables(topic)
                || difference.kind().equals(Kind.TOO_FAR_AHEAD.text());
    }
}
