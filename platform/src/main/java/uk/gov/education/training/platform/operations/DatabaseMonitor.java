package uk.gov.education.training.platform.operations;

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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.events.Activity.Standing;
import uk.gov.education.training.events.Activity.Waiting;
import uk.gov.education.training.events.Alert;
import uk.gov.education.training.platform.messaging.DatabaseMigration;

/**
 * The service's databaseMigration, as operations see it: whether it answers, what waits in the outbox, and each
 * concern.
 */
@ApplicationScoped
class DatabaseMonitor {

    private static final int QUESTIONS_PER_CONCERN = 2;
    /** For so long after an answer the outbox is as it was then. */
    private static final Duration KNOWN_FOR = Duration.ofSeconds(10);

    private static final String ANSWER = "select 1";
    // Quick however much waits: the oldest is the first, and of many it is enough to know that they are many.
    private static final String OUTBOX = """
            select (select count(*) from (select from outbox limit 10000) as waiting),
                coalesce((select extract(epoch from now() - created_at) from outbox order by id limit 1), 0)::float8""";

    /**
     * @param outbox null if it could not be looked at
     * @param found by condition. A concern that could not be looked at this time is as it was found last
     */
    record Look(@Nullable Waiting outbox, Map<Alert.Condition, AlertSource.Found> found) {

        private static final Look AT_NOTHING = new Look(null, Map.of());

        @Nullable
        Long count(Alert.Condition condition) {
            AlertSource.Found one = found.get(condition);
            return one == null ? null : one.count();
        }

        List<Standing> standing() {
            return found.entrySet().stream()
                    .filter(entry -> entry.getValue().count() > 0)
                    .map(entry -> new Standing(entry.getKey(), entry.getValue().detail()))
                    .toList();
        }
    }

    private final DatabaseMigration databaseMigration;
    private final Duration awayAfter;
    private final PeriodicCheck<RowSet<Row>> alive;
    private final PeriodicCheck<Waiting> outbox;
    private final Map<AlertSource, PeriodicCheck<AlertSource.Found>> concerns = new LinkedHashMap<>();
    private int questions;

    DatabaseMonitor(
            DatabaseMigration databaseMigration,
            Pool pool,
            @All List<AlertSource> concerns,
            MeterRegistry metrics,
            @ConfigProperty(name = "training.alerts.away-after", defaultValue = "3s") Duration awayAfter) {
        this.databaseMigration = databaseMigration;
        this.awayAfter = awayAfter;
        Instant now = Instant.now();
        this.alive = new PeriodicCheck<>(
                "The database",
                () -> databaseMigration.isReady()
                        ? pool.query(ANSWER).execute()
                        : Uni.createFrom().failure(new IllegalStateException("not migrated yet")),
                now);
        this.outbox = new PeriodicCheck<>(
                "What waits in the outbox", () -> pool.query(OUTBOX).execute().map(DatabaseMonitor::waiting), now);
        concerns.forEach(concern -> this.concerns.put(
                concern, new PeriodicCheck<>(concern.condition().name(), () -> concern.look(pool), now)));
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
                    Waiting waiting = store.look().outbox;
                    return waiting == null ? Double.NaN : figure.applyAsDouble(waiting);
                })
                .description(description)
                .register(metrics);
    }

    /** One that fails once may only have had its connection cut; it is away when it goes on like that. */
    boolean isAway() {
        return isAway(Instant.now());
    }

    private boolean isAway(Instant now) {
        return alive.isInTrouble(now, awayAfter);
    }

    /**
     * What was found last; nothing while the database is away. Nor before every concern has been looked at once, for
     * what is not known yet would seem to be in order.
     */
    Look look() {
        Instant now = Instant.now();
        Map<Alert.Condition, AlertSource.Found> found = new EnumMap<>(Alert.Condition.class);
        concerns.forEach((concern, question) -> {
            AlertSource.Found one = question.answer();
            if (one != null) {
                found.put(concern.condition(), one);
            }
        });
        return isAway(now) || found.size() < concerns.size()
                ? Look.AT_NOTHING
                : new Look(outbox.isInTrouble(now, KNOWN_FOR) ? null : outbox.answer(), found);
    }

    /** Asks again, and does not wait for the answers. */
    void ask() {
        Instant now = Instant.now();
        alive.ask(now);
        if (databaseMigration.isReady() && !alive.isInTrouble(now)) {
            outbox.ask(now);
            if (questions++ % QUESTIONS_PER_CONCERN == 0) {
                concerns.values().forEach(concern -> concern.ask(now));
            }
        }
    }

    private static Waiting waiting(RowSet<Row> rows) {
        Row row = rows.iterator().next();
        return new Waiting(row.getLong(0), row.getDouble(1));
    }
}
