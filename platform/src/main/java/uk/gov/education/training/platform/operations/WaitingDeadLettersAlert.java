package uk.gov.education.training.platform.operations;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlClient;
import jakarta.enterprise.context.ApplicationScoped;
import uk.gov.education.training.events.Alert;

/** Raises an alert while dead letters wait for a decision. */
@ApplicationScoped
class WaitingDeadLettersAlert implements AlertSource {

    private static final String COUNT = "select count(*) from dead_letters where status = 'waiting'";

    private volatile double waiting = Double.NaN;

    WaitingDeadLettersAlert(MeterRegistry metrics) {
        Gauge.builder("dead.letters.waiting", this, self -> self.waiting)
                .description("Dead letters of this service that wait for a decision")
                .register(metrics);
    }

    @Override
    public Alert.Condition condition() {
        return Alert.Condition.DEAD_LETTERS_WAITING;
    }

    @Override
    public Uni<Found> check(SqlClient db) {
        return db.query(COUNT)
                .execute()
                .map(rows -> rows.iterator().next().getLong(0))
                .invoke(count -> waiting = count)
                .map(count -> new Found(
                        count,
                        count + (count == 1 ? " dead letter waits" : " dead letters wait")
                                + " for a decision: /api/v1/dead-letters."));
    }
}
