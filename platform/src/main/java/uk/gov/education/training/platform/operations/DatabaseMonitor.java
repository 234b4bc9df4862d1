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
import uk.gov.education.training.events.Activity.ActiveCondition;
import uk.gov.education.training.events.Activity.Backlog;
import uk.gov.education.training.events.Alert;
import uk.gov.education.training.platform.messaging.DatabaseMigration;

/** Monitors the database: whether it answers, the outbox backlog, and every {@link AlertSource}. */
@ApplicationScoped
class DatabaseMonitor {

    /** Every second round of checks includes the alert sources. */
    private static final int ALERT_SOURCE_ROUNDS = 2;
    /** The latest outbox backlog is still reported for this long after a check fails. */
    private static final Duration OUTBOX_VALID_FOR = Duration.ofSeconds(10);

    private static final String PING = "select 1";
    // Quick whatever the size of the outbox: the first row is the oldest, and the count stops at 10,000.
    private static final String OUTBOX = """
            select (select count(*) from (select from outbox limit 10000) as waiting),
                coalesce((select extract(epoch from now() - created_at) from outbox order by id limit 1), 0)::float8""";

    /**
     * The latest results of the checks.
     *
     * @param outbox null if unknown
     * @param found by condition; the previous result if the latest check failed
     */
    record Findings(@Nullable Backlog outbox, Map<Alert.Condition, AlertSource.Found> found) {

        private static final Findings UNKNOWN = new Findings(null, Map.of());

        @Nullable
        Long count(Alert.Condition condition) {
            AlertSource.Found one = found.get(condition);
            return one == null ? null : one.count();
        }

        List<ActiveCondition> conditions() {
            return found.entrySet().stream()
                    .filter(entry -> entry.getValue().count() > 0)
                    .map(entry ->
                            new ActiveCondition(entry.getKey(), entry.getValue().detail()))
                    .toList();
        }
    }

    private final DatabaseMigration databaseMigration;
    private final Duration unavailableAfter;
    private final PeriodicCheck<RowSet<Row>> ping;
    private final PeriodicCheck<Backlog> outbox;
    private final Map<AlertSource, PeriodicCheck<AlertSource.Found>> alertSources = new LinkedHashMap<>();
    private int rounds;

    DatabaseMonitor(
            DatabaseMigration databaseMigration,
            Pool pool,
            @All List<AlertSource> alertSources,
            MeterRegistry metrics,
            @ConfigProperty(name = "training.alerts.unavailable-after", defaultValue = "3s")
                    Duration unavailableAfter) {
        this.databaseMigration = databaseMigration;
        this.unavailableAfter = unavailableAfter;
        Instant now = Instant.now();
        this.ping = new PeriodicCheck<>(
                "The database check",
                () -> databaseMigration.isReady()
                        ? pool.query(PING).execute()
                        : Uni.createFrom().failure(new IllegalStateException("not migrated yet")),
                now);
        this.outbox = new PeriodicCheck<>(
                "The outbox check", () -> pool.query(OUTBOX).execute().map(DatabaseMonitor::backlog), now);
        alertSources.forEach(source -> this.alertSources.put(
                source, new PeriodicCheck<>(source.condition().name(), () -> source.check(pool), now)));
        Gauge.builder("database.reachable", this, self -> self.isUnavailable() ? 0 : 1)
                .description("Whether the database answers")
                .register(metrics);
        gauge(metrics, "outbox.depth", "Unpublished records in the outbox, counted up to 10,000", Backlog::records);
        gauge(metrics, "outbox.oldest.seconds", "Age of the oldest unpublished record", Backlog::oldestSeconds);
    }

    private void gauge(MeterRegistry metrics, String name, String description, ToDoubleFunction<Backlog> figure) {
        Gauge.builder(name, this, self -> {
                    Backlog backlog = self.findings().outbox;
                    return backlog == null ? Double.NaN : figure.applyAsDouble(backlog);
                })
                .description(description)
                .register(metrics);
    }

    /** Whether the database has failed to answer for some seconds. A single failed query does not count. */
    boolean isUnavailable() {
        return isUnavailable(Instant.now());
    }

    private boolean isUnavailable(Instant now) {
        return ping.isFailing(now, unavailableAfter);
    }

    /**
     * The latest results. Empty while the database is unavailable, or until every check has run once: an unknown must
     * not look healthy.
     */
    Findings findings() {
        Instant now = Instant.now();
        Map<Alert.Condition, AlertSource.Found> found = new EnumMap<>(Alert.Condition.class);
        alertSources.forEach((source, check) -> {
            AlertSource.Found one = check.result();
            if (one != null) {
                found.put(source.condition(), one);
            }
        });
        return isUnavailable(now) || found.size() < alertSources.size()
                ? Findings.UNKNOWN
                : new Findings(outbox.isFailing(now, OUTBOX_VALID_FOR) ? null : outbox.result(), found);
    }

    /** Starts the next round of checks, and does not wait for the results. */
    void check() {
        Instant now = Instant.now();
        ping.start(now);
        if (databaseMigration.isReady() && !ping.isFailing(now)) {
            outbox.start(now);
            if (rounds++ % ALERT_SOURCE_ROUNDS == 0) {
                alertSources.values().forEach(source -> source.start(now));
            }
        }
    }

    private static Backlog backlog(RowSet<Row> rows) {
        Row row = rows.iterator().next();
        return new Backlog(row.getLong(0), row.getDouble(1));
    }
}
