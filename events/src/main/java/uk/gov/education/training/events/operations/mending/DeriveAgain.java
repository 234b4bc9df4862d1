package uk.gov.education.training.events.operations.mending;

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
import uk.gov.education.training.events.delivery.Cause;
import uk.gov.education.training.events.delivery.Facts;
import uk.gov.education.training.events.delivery.Faults;
import uk.gov.education.training.events.delivery.Outbox;
import uk.gov.education.training.events.delivery.Reader;
import uk.gov.education.training.events.delivery.Rehearsal;
import uk.gov.education.training.events.delivery.Traces;
import uk.gov.education.training.events.operations.mending.domain.Kind;
import uk.gov.education.training.events.telemetry.Failures;

/**
 * Lets a service react once more to every key of a topic. Where all is well that changes nothing, since what follows
 * from facts is decided by them alone: so whatever the database would have to write tells of a difference.
 */
@ApplicationScoped
class DeriveAgain {

    private static final Logger LOG = Logger.getLogger(DeriveAgain.class);
    private static final int AT_ONCE = 100;
    private static final long FIRST_PAUSE = 250;

    private final Pool pool;
    private final Facts facts;
    private final HeldFacts held;
    private final Rehearsal rehearsal;
    private final Outbox outbox;
    private final Duration patience;

    /** @param patience for how long what differs may still be on its way, as what another key entails is */
    DeriveAgain(
            Pool pool,
            Facts facts,
            HeldFacts held,
            Rehearsal rehearsal,
            Outbox outbox,
            @ConfigProperty(name = "training.check.patience") Duration patience) {
        this.pool = pool;
        this.facts = facts;
        this.held = held;
        this.rehearsal = rehearsal;
        this.outbox = outbox;
        this.patience = patience;
    }

    /** What a reader would do differently about one key. */
    private record Doubt(Reader reader, String key, Difference difference) {}

    void derive(List<Reader> readers, Course course) {
        List<Doubt> doubts = new ArrayList<>();
        for (Reader reader : readers) {
            if (reader.reacts()) {
                derive(reader, course, doubts);
            }
        }
        (course.mends() ? doubts : lookAgain(doubts, course)).forEach(doubt -> found(course, doubt));
    }

    private void derive(Reader reader, Course course, List<Doubt> doubts) {
        if (course.keys() != null) {
            var have = course.persistently(() -> held.of(pool, reader.topic(), course.keys()));
            derive(reader, List.copyOf(have.keySet()), course, doubts);
            return;
        }
        String after = "";
        List<String> page;
        do {
            String from = after;
            page = List.copyOf(course.persistently(() -> held.page(pool, reader.topic(), from, AT_ONCE))
                    .keySet());
            derive(reader, page, course, doubts);
            after = page.isEmpty() ? after : page.getLast();
        } while (page.size() == AT_ONCE);
    }

    private void derive(Reader reader, List<String> keys, Course course, List<Doubt> doubts) {
        if (doubts.size() < Course.MOST_DIFFERENCES) {
            doubts.addAll(doubts(reader, keys, course));
        }
        course.passed(keys.size());
    }

    /** Derives these keys again; where that makes a difference, in halves, down to the keys that do. */
    private List<Doubt> doubts(Reader reader, List<String> keys, Course course) {
        if (keys.isEmpty()) {
            return List.of();
        }
        Optional<Difference> different = react(reader, keys, course);
        if (different.isEmpty()) {
            return List.of();
        }
        if (keys.size() == 1) {
            return List.of(new Doubt(reader, keys.getFirst(), different.get()));
        }
        List<Doubt> doubts = new ArrayList<>(doubts(reader, keys.subList(0, keys.size() / 2), course));
        doubts.addAll(doubts(reader, keys.subList(keys.size() / 2, keys.size()), course));
        return doubts;
    }

    /** Reacts to keys. Empty if that went well: for good, or, where nothing is to be mended, without any difference. */
    private Optional<Difference> react(Reader reader, List<String> keys, Course course) {
        Cause cause = new Cause(Instant.now().truncatedTo(ChronoUnit.MICROS), Traces.begin());
        Map<String, Cause> moved = keys.stream().collect(toMap(key -> key, key -> cause));
        Function<SqlConnection, Uni<Map<String, Long>>> work =
                tx -> facts.lock(tx, keys).chain(() -> held.written(tx)).chain(before -> reader.reaction()
                        .on(tx, moved)
                        .chain(() -> held.written(tx))
                        .map(after -> HeldFacts.between(before, after)));
        try {
            Map<String, Long> written =
                    course.persistently(() -> course.mends() ? pool.withTransaction(work) : rehearsal.of(work));
            if (course.mends()) {
                course.wrote(
                        written.values().stream().mapToLong(Long::longValue).sum());
                outbox.wake();
                return Optional.empty();
            }
            return written.isEmpty()
                    ? Optional.empty()
                    : Optional.of(difference(
                            reader,
                            keys.getFirst(),
                            Kind.DERIVED,
                            "Derived again, it would be written otherwise: "
                                    + written.entrySet().stream()
                                            .map(table -> table.getKey() + " " + table.getValue())
                                            .collect(joining(", "))
                                    + "."));
        } catch (RuntimeException refused) {
            if (course.isOver() || Faults.isOutage(refused)) {
                throw refused;
            }
            return Optional.of(difference(reader, keys.getFirst(), Kind.UNDECIDABLE, Failures.inShort(refused)));
        }
    }

    private static Difference difference(Reader reader, String key, Kind kind, String detail) {
        return new Difference(reader.topic().name(), key, kind.text(), null, null, detail, null);
    }

    private static void found(Course course, Doubt doubt) {
        if (doubt.difference().kind().equals(Kind.UNDECIDABLE.text())) {
            LOG.errorf(
                    "Not derived: %s of %s: %s",
                    doubt.key(),
                    doubt.reader().topic().name(),
                    doubt.difference().detail());
        }
        course.found(doubt.difference());
    }

    /** Of what differed, what still does after a while. */
    private List<Doubt> lookAgain(List<Doubt> doubts, Course course) {
        List<Doubt> left = doubts;
        long until = System.nanoTime() + patience.toNanos();
        for (long pause = FIRST_PAUSE; !left.isEmpty() && System.nanoTime() < until; pause *= 2) {
            course.pause(Math.min(pause, 5_000));
            left = left.stream()
                    .flatMap(doubt -> doubts(doubt.reader(), List.of(doubt.key()), course).stream())
                    .toList();
        }
        return left;
    }
}
