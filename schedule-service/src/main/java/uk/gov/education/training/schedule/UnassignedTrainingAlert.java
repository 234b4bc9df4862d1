package uk.gov.education.training.schedule;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlClient;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.atomic.AtomicLong;
import uk.gov.education.training.events.Alert;
import uk.gov.education.training.events.ScheduleAssignments.AssignmentReason;
import uk.gov.education.training.platform.operations.AlertSource;
import uk.gov.education.training.schedule.domain.UnassignedTraining;
import uk.gov.education.training.schedule.store.UnassignedTrainings;

/** Reports training without a schedule as a metric and as an alert. */
@ApplicationScoped
class UnassignedTrainingAlert implements AlertSource {

    private static final int MOST_PARTICIPANTS = 10_000;

    private final UnassignedTrainings unassignedTrainings;
    private final AtomicLong noSuchContractPeriod;
    private final AtomicLong noSuchSchedule;

    UnassignedTrainingAlert(UnassignedTrainings unassignedTrainings, MeterRegistry metrics) {
        this.unassignedTrainings = unassignedTrainings;
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

    @Override
    public Alert.Condition condition() {
        return Alert.Condition.SCHEDULES_UNASSIGNED;
    }

    @Override
    public Uni<Found> check(SqlClient db) {
        return unassignedTrainings
                .list(db, MOST_PARTICIPANTS)
                .map(all ->
                        all.stream().collect(groupingBy(one -> one.assignment().reason(), counting())))
                .invoke(counts -> {
                    noSuchContractPeriod.set(counts.getOrDefault(AssignmentReason.NO_SUCH_CONTRACT_PERIOD, 0L));
                    noSuchSchedule.set(counts.getOrDefault(AssignmentReason.NO_SUCH_SCHEDULE, 0L));
                })
                .map(counts -> new Found(UnassignedTraining.total(counts), UnassignedTraining.detail(counts)));
    }
}
