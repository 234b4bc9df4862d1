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

/** Makes training without a schedule visible: in the metrics, and as a concern of DfE operations. */
@ApplicationScoped
class UnassignedTrainingAlert implements AlertSource {

    private static final int ENOUGH = 10_000;

    private final UnassignedTrainings waiting;
    private final AtomicLong noSuchContractPeriod;
    private final AtomicLong noSuchSchedule;

    UnassignedTrainingAlert(UnassignedTrainings waiting, MeterRegistry metrics) {
        this.waiting = waiting;
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
    public Uni<Found> look(SqlClient db) {
        return waiting.trainings(db, ENOUGH)
                .map(all ->
                        all.stream().collect(groupingBy(one -> one.training().reason(), counting())))
                .invoke(counts -> {
                    noSuchContractPeriod.set(counts.getOrDefault(AssignmentReason.NO_SUCH_CONTRACT_PERIOD, 0L));
                    noSuchSchedule.set(counts.getOrDefault(AssignmentReason.NO_SUCH_SCHEDULE, 0L));
                })
                .map(counts -> new Found(UnassignedTraining.all(counts), UnassignedTraining.detail(counts)));
    }
}
