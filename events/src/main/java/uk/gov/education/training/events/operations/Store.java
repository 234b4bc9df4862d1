package uk.gov.education.training.events.operations;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.arc.All;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.ToDoubleFunction;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.events.Activity.Standing;
import uk.gov.education.training.events.Activity.Waiting;
import uk.gov.education.training.events.Alert;
import uk.gov.education.training.events.delivery.Database;

/** The service's database, as operations see it: whether it answers, what waits in the outbox, and each concern. */
@ApplicationScoped
class Store {

    private static final Logger LOG = Logger.getLogger(Store.class);
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final int QUESTIONS_PER_CONCERN = 2;
    private static final String ANSWER = "select 1";
    // Quick however much waits: the oldest is the first, and of many it is enough to know that they are many.
    private static final String OUTBOX = """
            select (select count(*) from (select from outbox limit 10000) as waiting),
                coalesce((select extract(epoch from now() - created_at) from outbox order by id limit 1), 0)::float8""";

    /**
     * @param outbox null if it could not be looked at
     * @param found by condition. A concern that could not be looked at this time is as it was found last
     */
    record Look(@Nullable Waiting outbox, Map<Alert.Condition, Concern.Found> found) {

        private static final Look AT_NOTHING = new Look(null, Map.of());

        @Nullable
        Long count(Alert.Condition condition) {
            Concern.Found one = found.get(condition);
            return one == null ? null : one.count();
        }

        List<Standing> standing() {
            return found.entrySet().stream()
                    .filter(entry -> entry.getValue().count() > 0)
                    .map(entry -> new Standing(entry.getKey(), entry.getValue().detail()))
                    .toList();
        }
    }

    private final Database database;
    private final Pool pool;
    private final List<Concern> concerns;
    private final Duration awayAfter;
    private final AtomicBoolean looking = new AtomicBoolean();
    private final AtomicInteger questions = new AtomicInteger();
    private final Map<Concern, Uni<Concern.Found>> unanswered = new ConcurrentHashMap<>();
    private volatile Instant answeredAt = Instant.now();
    private volatile boolean failed;
    private volatile Look newest = Look.AT_NOTHING;

    Store(
            Database database,
            Pool pool,
            @All List<Concern> concerns,
            MeterRegistry metrics,
            @ConfigProperty(name = "training.alerts.away-after", defaultValue = "3s") Duration awayAfter) {
        this.database = database;
        this.pool = pool;
        this.concerns = concerns;
        this.awayAfter = awayAfter;
        Gauge.builder("database.reachable", this, store -> store.isAway() ? 0 : 1)
                .description("Whether the database answers")
                .register(metrics);
        gauge(
                metrics,
                "outbox.depth",
                "Records that wait to be published, counted up to 10,000",
                outbox -> outbox.records());
        gauge(
                metrics,
                "outbox.oldest.seconds",
                "How long the oldest of them has waited",
                outbox -> outbox.oldestSeconds());
    }

    private void gauge(MeterRegistry metrics, String name, String description, ToDoubleFunction<Waiting> figure) {
        Gauge.builder(name, this, store -> {
                    Waiting outbox = store.look().outbox;
                    return outbox == null ? Double.NaN : figure.applyAsDouble(outbox);
                })
                .description(description)
                .register(metrics);
    }

    /** One that fails once may only have had its connection cut; it is away when it goes on like that. */
    boolean isAway() {
        return failed && answeredAt.isBefore(Instant.now().minus(awayAfter));
    }

    /**
     * What was found last; nothing while the database is away. Nor before every concern has been looked at once, for
     * what is not known yet would seem to be in order.
     */
    Look look() {
        return isAway() || newest.found.size() < concerns.size() ? Look.AT_NOTHING : newest;
    }

    /** Asks again, and does not wait for the answer. */
    void ask() {
        if (!looking.compareAndSet(false, true)) {
            return;
        }
        answer().invoke(() -> {
                    answeredAt = Instant.now();
                    failed = false;
                })
                .chain(this::outbox)
                .chain(outbox -> questions.getAndIncrement() % QUESTIONS_PER_CONCERN == 0
                        ? found().map(found -> new Look(outbox, found))
                        : Uni.createFrom().item(new Look(outbox, newest.found)))
                .onTermination()
                .invoke(() -> looking.set(false))
                .subscribe()
                .with(look -> newest = look, failure -> failed = true);
    }

    private Uni<Void> answer() {
        return database.isReady()
                ? pool.query(ANSWER).execute().ifNoItem().after(PATIENCE).fail().replaceWithVoid()
                : Uni.createFrom().failure(new IllegalStateException("not migrated yet"));
    }

    private Uni<Waiting> outbox() {
        return pool.query(OUTBOX)
                .execute()
                .map(Store::waiting)
                .ifNoItem()
                .after(PATIENCE)
                .fail()
                .onFailure()
                .invoke(failure -> LOG.debugf("What waits in the outbox is not known: %s", failure))
                .onFailure()
                .recoverWithNull();
    }

    private static Waiting waiting(RowSet<Row> rows) {
        Row row = rows.iterator().next();
        return new Waiting(row.getLong(0), row.getDouble(1));
    }

    private Uni<Map<Alert.Condition, Concern.Found>> found() {
        Map<Alert.Condition, Concern.Found> found = new EnumMap<>(Alert.Condition.class);
        found.putAll(newest.found);
        Uni<Void> all = Uni.createFrom().voidItem();
        for (Concern concern : concerns) {
            all = all.chain(() -> ask(concern)
                    .invoke(one -> found.put(concern.condition(), one))
                    .onFailure()
                    .invoke(failure -> LOG.debugf("%s is not known: %s", concern.condition(), failure))
                    .onFailure()
                    .recoverWithNull()
                    .replaceWithVoid());
        }
        return all.replaceWith(found);
    }

    /** Not again while the last question waits for its answer: each would take one more connection. */
    private Uni<Concern.Found> ask(Concern concern) {
        return unanswered
                .computeIfAbsent(concern, asked -> asked.look(pool)
                        .onTermination()
                        .invoke(() -> unanswered.remove(asked))
                        .memoize()
                        .indefinitely())
                .ifNoItem()
                .after(PATIENCE)
                .fail();
    }
}
