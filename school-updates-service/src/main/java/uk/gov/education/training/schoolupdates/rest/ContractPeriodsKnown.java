package uk.gov.education.training.schoolupdates.rest;

import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import uk.gov.education.training.events.Topics;

/** Makes the service not ready until it has received the contract periods, which every registration needs. */
@Readiness
class ContractPeriodsKnown implements AsyncHealthCheck {

    private static final String ANY = "select 1 from facts where topic = $1 limit 1";

    private final Pool pool;

    ContractPeriodsKnown(Pool pool) {
        this.pool = pool;
    }

    @Override
    public Uni<HealthCheckResponse> call() {
        return pool.preparedQuery(ANY)
                .execute(Tuple.of(Topics.CONTRACT_PERIODS_NAME))
                .map(rows -> rows.size() > 0)
                .onFailure()
                .recoverWithItem(false)
                .map(ContractPeriodsKnown::response);
    }

    private static HealthCheckResponse response(boolean known) {
        var response = HealthCheckResponse.named("contract-periods").status(known);
        return known
                ? response.build()
                : response.withData("reason", "schedule-service has not published the contract periods yet")
                        .build();
    }
}
