package uk.gov.education.training.platform.operations.reconciliation;

import uk.gov.education.training.platform.messaging.Transactions;
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
import uk.gov.education.training.platform.messaging.TopicLog;
import uk.gov.education.training.platform.messaging.TopicSubscription;
import uk.gov.education.training.platform.observability.RedactedErrors;
import uk.gov.education.training.platform.operations.audit.AuditLog;
import uk.gov.education.training.platform.operations.audit.AuditLog.Subject;

/**
 * Reads the topics once more, while the service goes on: to rebuild what it holds, or to check it. First the facts of
 * every topic, then what follows from them, so that nothing is derived from facts that are half mended. It is done on a
 * thread of its own in the instance that was asked; how far it is stands in the database.
 */
@Startup // so that its metrics are there before anything is rebuilt
@ApplicationScoped
class ReconciliationRunner {

    private static final Logger LOG = Logger.getLogger(ReconciliationRunner.class);
    private static final Duration HEARTBEAT = Duration.ofSeconds(1);
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    // Shorter than what is done with keys locked may take.
    private static final Duration PATIENCE_WITH_THE_BROKER = Duration.ofSeconds(30);

    private final Pool pool;
    private final Transactions transactions;
    private final TopicLog log;
    private final List<TopicSubscription> readers;
    private final List<TopicSubscription> compared = new ArrayList<>();
    private final CompareFacts facts;
    private final RepublishFacts publish;
    private final ReplayReactions derive;
    private final StoredFactsReader held;
    private final ReconciliationJobs reconciliationJobs;
    private final AuditLog auditLog;
    private final Set<Running> running = ConcurrentHashMap.newKeySet();

    ReconciliationRunner(
            Pool pool, Transactions transactions,
            TopicLog log,
            @All List<TopicSubscription> readers,
            CompareFacts facts,
            RepublishFacts publish,
            SourcesOfTruth sourcesOfTruth,
            ReplayReactions derive,
            StoredFactsReader held,
            ReconciliationJobs reconciliationJobs,
            AuditLog auditLog,
            MeterRegistry metrics) {
        this.pool = pool;
        this.transactions = transactions;
        this.log = log;
        this.readers = inOrder(readers);
        this.facts = facts;
        this.publish = publish;
        this.compared.addAll(this.readers);
        this.compared.addAll(sourcesOfTruth.unread());
        this.derive = derive;
        this.held = held;
        this.reconciliationJobs = reconciliationJobs;
        this.auditLog = auditLog;
        gauge(
                metrics,
                "rebuild.records.read",
                "Records that running rebuilds of this instance have read",
                JobProgress::read);
        gauge(
                metrics,
                "rebuild.records.total",
                "Records that running rebuilds of this instance read",
                JobProgress::total);
    }

    private void gauge(MeterRegistry metrics, String name, String description, ToLongFunction<JobProgress> figure) {
        Gauge.builder(name, running, all -> all.stream()
                        .map(Running::course)
                        .filter(JobProgress::mends)
                        .mapToLong(figure)
                        .sum())
                .description(description)
                .register(metrics);
    }

    private record Running(UUID id, ReconciliationJob.Kind kind, JobProgress course, Thread thread) {}

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
    Uni<Optional<UUID>> begin(ReconciliationJob.Kind kind, JobScope jobScope, String by, @Nullable String reason) {
        return transactions.inTransaction(tx -> begin(tx, kind, jobScope, by, reason))
                .invoke(begun -> begun.ifPresent(id -> run(id, kind, jobScope, by)));
    }

    private Uni<Optional<UUID>> begin(
            SqlConnection tx, ReconciliationJob.Kind kind, JobScope jobScope, String by, @Nullable String reason) {
        return reconciliationJobs
                .begin(tx, kind, jobScope, by, reason)
                .call(begun -> begun.isEmpty()
                        ? Uni.createFrom().voidItem()
                        : auditLog.record(
                                tx, subject(kind), begun.get(), "started", by, reason, jobScope.text(), false));
    }

    private static Subject subject(ReconciliationJob.Kind kind) {
        return switch (kind) {
            case REBUILD -> Subject.REBUILD;
            case CHECK -> Subject.CHECK;
            case REPUBLICATION -> Subject.REPUBLICATION;
        };
    }

    private void run(UUID id, ReconciliationJob.Kind kind, JobScope jobScope, String by) {
        JobProgress course = new JobProgress(jobScope.keys(), kind == ReconciliationJob.Kind.REBUILD);
        Thread.ofVirtual().name(kind.text() + "-" + id).start(() -> run(id, kind, jobScope, course, by));
    }

    private void run(UUID id, ReconciliationJob.Kind kind, JobScope jobScope, JobProgress course, String by) {
        Running self = new Running(id, kind, course, Thread.currentThread());
        running.add(self);
        Thread heartbeat = Thread.ofVirtual().start(() -> beat(id, course));
        try {
            if (jobScope.topic() == null) {
                read(course);
            } else {
                publishAgain(jobScope.topic(), course);
            }
            course.persistently(() ->
                    transactions.inTransaction(tx -> reconciliationJobs.done(tx, id, kind, course, detail(kind, course))));
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
        if (kind != ReconciliationJob.Kind.CHECK) {
            checkWhatWasBroken(course, by, kind.text());
        }
    }

    private void fail(UUID id, ReconciliationJob.Kind kind, JobProgress course, Throwable failure) {
        if (course.isUnwanted()) {
            LOG.infof("The %s %s ends before it is done", kind.text(), id);
        } else {
            LOG.errorf(failure, "The %s %s has failed", kind.text(), id);
        }
        // Where the thread was interrupted, nothing could be waited for.
        boolean stopping = Thread.interrupted();
        try {
            reconciliationJobs
                    .failed(pool, id, course, stopping ? "The service was stopped." : RedactedErrors.inShort(failure))
                    .await()
                    .atMost(PATIENCE);
        } catch (RuntimeException away) {
            LOG.warnf("Nobody could be told: %s", RedactedErrors.inShort(away));
        }
    }

    private void beat(UUID id, JobProgress course) {
        try {
            while (true) {
                Thread.sleep(HEARTBEAT);
                try {
                    if (!reconciliationJobs.alive(pool, id, course).await().atMost(PATIENCE)) {
                        course.stop();
                        return;
                    }
                } catch (RuntimeException away) {
                    LOG.debugf("Not told how far it is: %s", RedactedErrors.inShort(away));
                }
            }
        } catch (InterruptedException done) {
            Thread.currentThread().interrupt();
        }
    }

    private void publishAgain(Topic<?, ?> topic, JobProgress course) {
        try (TopicLog.Reading reconciliationJob = log.open(PATIENCE_WITH_THE_BROKER)) {
            course.expect(RepublishFacts.records(reconciliationJob, topic));
            publish.publish(reconciliationJob, topic, course);
        }
    }

    private void read(JobProgress course) {
        try (TopicLog.Reading reconciliationJob = log.open(PATIENCE_WITH_THE_BROKER)) {
            compared.forEach(reader -> course.expect(MismatchCandidates.records(reconciliationJob, reader)));
            List<Topic<?, ?>> derived = readers.stream()
                    .filter(TopicSubscription::reacts)
                    .<Topic<?, ?>>map(TopicSubscription::topic)
                    .toList();
            course.expect(course.persistently(() -> held.count(pool, derived, course.keys())));
            compared.forEach(reader -> facts.compare(reconciliationJob, reader, course));
        }
        derive.derive(readers, course);
    }

    private static @Nullable String detail(ReconciliationJob.Kind kind, JobProgress course) {
        if (kind == ReconciliationJob.Kind.CHECK) {
            return course.hasFoundMore() ? "There are more differences than these." : null;
        }
        return course.differences().isEmpty()
                ? null
                : course.differences().size() + " could not be "
                        + (kind == ReconciliationJob.Kind.REBUILD ? "mended" : "published again") + ", among them "
                        + course.differences().getFirst().key() + ": "
                        + course.differences().getFirst().detail();
    }

    /** What a rebuild was to mend is looked at again, and then known to be mended, or not. */
    private void checkWhatWasBroken(JobProgress course, String by, String what) {
        try {
            List<String> broken = reconciliationJobs.broken(pool).await().atMost(PATIENCE).stream()
                    .filter(course::concerns)
                    .toList();
            if (!broken.isEmpty()) {
                begin(ReconciliationJob.Kind.CHECK, JobScope.of(broken), by, "After the " + what)
                        .await()
                        .atMost(PATIENCE);
            }
        } catch (RuntimeException away) {
            LOG.warnf("What was broken was not checked again: %s", RedactedErrors.inShort(away));
        }
    }

    /** Each after those that must be read before it. */
    private static List<TopicSubscription> inOrder(List<TopicSubscription> readers) {
        List<TopicSubscription> left = new ArrayList<>(readers);
        List<TopicSubscription> ordered = new ArrayList<>();
        while (!left.isEmpty()) {
            TopicSubscription next = left.stream()
                    .filter(reader ->
                            left.stream().noneMatch(other -> reader.prerequisites().contains(other.topic())))
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("Topics wait for each other"));
            left.remove(next);
            ordered.add(next);
        }
        return ordered;
    }
}
