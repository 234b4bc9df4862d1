package uk.gov.education.training.schedule;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static uk.gov.education.training.events.Topics.OPERATIONS_ALERTS;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.events.Alert;
import uk.gov.education.training.events.Alert.Condition;
import uk.gov.education.training.events.ScheduleAssignments.AssignmentReason;
import uk.gov.education.training.events.delivery.Cause;
import uk.gov.education.training.events.delivery.Database;
import uk.gov.education.training.events.delivery.Decision;
import uk.gov.education.training.events.delivery.Facts;
import uk.gov.education.training.events.delivery.Held;
import uk.gov.education.training.events.delivery.Outbox;
import uk.gov.education.training.events.delivery.Traces;
import uk.gov.education.training.schedule.domain.Unassigned;
import uk.gov.education.training.schedule.store.WaitingForSchedule;

/** Makes training without a schedule visible: in the metrics, and as an alert that clears when all have one. */
@ApplicationScoped
class WatchUnassigned {

    private static final int ENOUGH = 10_000;

    private final Database database;
    private final Pool pool;
    private final Facts facts;
    private final WaitingForSchedule waiting;
    private final Outbox outbox;
    private final String service;
    private final String key;
    private final AtomicLong noSuchContractPeriod;
    private final AtomicLong noSuchSchedule;

    WatchUnassigned(
            Database database,
            Pool pool,
            Facts facts,
            WaitingForSchedule waiting,
            Outbox outbox,
            MeterRegistry metrics,
            @ConfigProperty(name = "quarkus.application.name") String service) {
        this.database = database;
        this.pool = pool;
        this.facts = facts;
        this.waiting = waiting;
        this.outbox = outbox;
        this.service = service;
        this.key = Alert.key(service, Condition.SCHEDULES_UNASSIGNED);
        this.noSuchContractPeriod = gauge(metrics, "no-such-contract-period");
        this.noSuchSchedule = gauge(metrics, "no-such-schedule");
    }

    private static AtomicLong gauge(MeterRegistry metrics, String reason) {
        AtomicLong value = new AtomicLong();
        Gauge.builder("schedules.unassigned", value, AtomicLong::get)
                .description("Trainings that should have a schedule and have none")
                .tag("reason", reason)
                .register(metrics);
        return value;
    }

    @Scheduled(every = "5s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> watch() {
        return database.isReady()
                ? pool.withTransaction(this::compare).invoke(outbox::wake)
                : Uni.createFrom().voidItem();
    }

    private Uni<Void> compare(SqlConnection tx) {
        return waiting.trainings(tx, ENOUGH)
                .map(all ->
                        all.stream().collect(groupingBy(one -> one.training().reason(), counting())))
                .invoke(counts -> {
                    noSuchContractPeriod.set(counts.getOrDefault(AssignmentReason.NO_SUCH_CONTRACT_PERIOD, 0L));
                    noSuchSchedule.set(counts.getOrDefault(AssignmentReason.NO_SUCH_SCHEDULE, 0L));
                })
                .chain(counts -> facts.lock(tx, List.of(key))
                        .chain(() -> facts.load(tx, List.of(key), OPERATIONS_ALERTS))
                        .chain(held -> say(tx, held, counts)));
    }

    private Uni<Void> say(SqlConnection tx, Map<String, Held> held, Map<AssignmentReason, Long> counts) {
        Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
        @Nullable Alert before = held.get(key).snapshot(OPERATIONS_ALERTS).orElse(null);
        Alert alert = Unassigned.alert(service, before, counts, now);
        return facts.decided(
                tx,
                OPERATIONS_ALERTS,
                held,
                Map.of(key, new Decision<>(alert, Unassigned.changes(before, alert))),
                Map.of(key, new Cause(now, Traces.begin())));
    }
}
