package uk.gov.education.training.events.operations.mending;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.arc.All;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.Startup;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToLongFunction;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.events.Topic;
import uk.gov.education.training.events.delivery.Reader;
import uk.gov.education.training.events.delivery.TopicLog;
import uk.gov.education.training.events.operations.acts.Acts;
import uk.gov.education.training.events.operations.acts.Acts.Subject;
import uk.gov.education.training.events.telemetry.Failures;

/**
 * Reads the topics once more, while the service goes on: to rebuild what it holds, or to check it. First the facts of
 * every topic, then what follows from them, so that nothing is derived from facts that are half mended. It is done on a
 * thread of its own in the instance that was asked; how far it is stands in the database.
 */
@Startup // so that its metrics are there before anything is rebuilt
@ApplicationScoped
class ReadAgain {

    private static final Logger LOG = Logger.getLogger(ReadAgain.class);
    private static final Duration HEARTBEAT = Duration.ofSeconds(1);
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    // Shorter than what is done with keys locked may take.
    private static final Duration PATIENCE_WITH_THE_BROKER = Duration.ofSeconds(30);

    private final Pool pool;
    private final TopicLog log;
    private final List<Reader> readers;
    private final List<Reader> compared = new ArrayList<>();
    private final CompareFacts facts;
    private final PublishAgain publish;
    private final DeriveAgain derive;
    private final HeldFacts held;
    private final Readings readings;
    private final Acts acts;
    private final Set<Running> running = ConcurrentHashMap.newKeySet();

    ReadAgain(
            Pool pool,
            TopicLog log,
            @All List<Reader> readers,
            CompareFacts facts,
            PublishAgain publish,
            Truths truths,
            DeriveAgain derive,
            HeldFacts held,
            Readings readings,
            Acts acts,
            MeterRegistry metrics) {
        this.pool = pool;
        this.log = log;
        this.readers = inOrder(readers);
        this.facts = facts;
        this.publish = publish;
        this.compared.addAll(this.readers);
        this.compared.addAll(truths.unread());
        this.derive = derive;
        this.held = held;
        this.readings = readings;
        this.acts = acts;
        gauge(
                metrics,
                "rebuild.records.read",
                "Records that running rebuilds of this instance have read",
                Course::read);
        gauge(metrics, "rebuild.records.total", "Records that running rebuilds of this instance read", Course::total);
    }

    private void gauge(MeterRegistry metrics, String name, String description, ToLongFunction<Course> figure) {
        Gauge.builder(name, running, all -> all.stream()
                        .map(Running::course)
                        .filter(Course::mends)
                        .mapToLong(figure)
                        .sum())
                .description(description)
                .register(metrics);
    }

    private record Running(UUID id, Reading.Kind kind, Course course, Thread thread) {}

    void onStop(@Observes ShutdownEvent stop) throws InterruptedException {
        running.forEach(one -> {
            one.course().stop();
            one.thread().interrupt();
        });
        for (Running one : running) {
            one.thread().join(PATIENCE);
        }
    }

    /**
     * Begins to read.
     *
     * @return empty if all is being read for the same purpose just now
     */
    Uni<Optional<UUID>> begin(Reading.Kind kind, Extent extent, String by, @Nullable String reason) {
        return pool.withTransaction(tx -> begin(tx, kind, extent, by, reason))
                .invoke(begun -> begun.ifPresent(id -> run(id, kind, extent, by)));
    }

    private Uni<Optional<UUID>> begin(
            SqlConnection tx, Reading.Kind kind, Extent extent, String by, @Nullable String reason) {
        return readings.begin(tx, kind, extent, by, reason)
                .call(begun -> begun.isEmpty()
                        ? Uni.createFrom().voidItem()
                        : acts.record(tx, subject(kind), begun.get(), "started", by, reason, extent.text(), false));
    }

    private static Subject subject(Reading.Kind kind) {
        return switch (kind) {
            case REBUILD -> Subject.REBUILD;
            case CHECK -> Subject.CHECK;
            case REPUBLICATION -> Subject.REPUBLICATION;
        };
    }

    private void run(UUID id, Reading.Kind kind, Extent extent, String by) {
        Course course = new Course(extent.keys(), kind == Reading.Kind.REBUILD);
        Thread.ofVirtual().name(kind.text() + "-" + id).start(() -> run(id, kind, extent, course, by));
    }

    private void run(UUID id, Reading.Kind kind, Extent extent, Course course, String by) {
        Running self = new Running(id, kind, course, Thread.currentThread());
        running.add(self);
        Thread heartbeat = Thread.ofVirtual().start(() -> beat(id, course));
        try {
            if (extent.topic() == null) {
                read(course);
            } else {
                publishAgain(extent.topic(), course);
            }
            course.persistently(
                    () -> pool.withTransaction(tx -> readings.done(tx, id, kind, course, detail(kind, course))));
            LOG.infof(
                    "The %s %s is done: %d records read, %d written, %d differences",
                    kind.text(),
                    id,
                    course.read(),
                    course.changed(),
                    course.differences().size());
        } catch (Throwable failure) {
            // An error, too, ends it: one that seems to run on would keep all others from beginning.
            fail(id, kind, course, failure);
            return;
        } finally {
            heartbeat.interrupt();
            running.remove(self);
        }
        if (kind != Reading.Kind.CHECK) {
            checkWhatWasBroken(course, by, kind.text());
        }
    }

    private void fail(UUID id, Reading.Kind kind, Course course, Throwable failure) {
        if (course.isUnwanted()) {
            LOG.infof("The %s %s ends before it is done", kind.text(), id);
        } else {
            LOG.errorf(failure, "The %s %s has failed", kind.text(), id);
        }
        // Where the thread was interrupted, nothing could be waited for.
        boolean stopping = Thread.interrupted();
        try {
            readings.failed(pool, id, course, stopping ? "The service was stopped." : Failures.inShort(failure))
                    .await()
                    .atMost(PATIENCE);
        } catch (RuntimeException away) {
            LOG.warnf("Nobody could be told: %s", Failures.inShort(away));
        }
    }

    private void beat(UUID id, Course course) {
        try {
            while (true) {
                Thread.sleep(HEARTBEAT);
                try {
                    if (!readings.alive(pool, id, course).await().atMost(PATIENCE)) {
                        course.stop();
                        return;
                    }
                } catch (RuntimeException away) {
                    LOG.debugf("Not told how far it is: %s", Failures.inShort(away));
                }
            }
        } catch (InterruptedException done) {
            Thread.currentThread().interrupt();
        }
    }

    private void publishAgain(Topic<?, ?> topic, Course course) {
        try (TopicLog.Reading reading = log.open(PATIENCE_WITH_THE_BROKER)) {
            course.expect(PublishAgain.records(reading, topic));
            publish.publish(reading, topic, course);
        }
    }

    private void read(Course course) {
        try (TopicLog.Reading reading = log.open(PATIENCE_WITH_THE_BROKER)) {
            compared.forEach(reader -> course.expect(Suspects.records(reading, reader)));
            List<Topic<?, ?>> derived = readers.stream()
                    .filter(Reader::reacts)
                    .<Topic<?, ?>>map(Reader::topic)
                    .toList();
            course.expect(course.persistently(() -> held.count(pool, derived, course.keys())));
            compared.forEach(reader -> facts.compare(reading, reader, course));
        }
        derive.derive(readers, course);
    }

    private static @Nullable String detail(Reading.Kind kind, Course course) {
        if (kind == Reading.Kind.CHECK) {
            return course.hasFoundMore() ? "There are more differences than these." : null;
        }
        return course.differences().isEmpty()
                ? null
                : course.differences().size() + " could not be "
                        + (kind == Reading.Kind.REBUILD ? "mended" : "published again") + ", among them "
                        + course.differences().getFirst().key() + ": "
                        + course.differences().getFirst().detail();
    }

    /** What a rebuild was to mend is looked at again, and then known to be mended, or not. */
    private void checkWhatWasBroken(Course course, String by, String what) {
        try {
            List<String> broken = readings.broken(pool).await().atMost(PATIENCE).stream()
                    .filter(course::concerns)
                    .toList();
            if (!broken.isEmpty()) {
                begin(Reading.Kind.CHECK, Extent.of(broken), by, "After the " + what)
                        .await()
                        .atMost(PATIENCE);
            }
        } catch (RuntimeException away) {
            LOG.warnf("What was broken was not checked again: %s", Failures.inShort(away));
        }
    }

    /** Each after those that must be read before it. */
    private static List<Reader> inOrder(List<Reader> readers) {
        List<Reader> left = new ArrayList<>(readers);
        List<Reader> ordered = new ArrayList<>();
        while (!left.isEmpty()) {
            Reader next = left.stream()
                    .filter(reader ->
                            left.stream().noneMatch(other -> reader.after().contains(other.topic())))
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("Topics wait for each other"));
            left.remove(next);
            ordered.add(next);
        }
        return ordered;
    }
}
