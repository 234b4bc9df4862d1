package uk.gov.education.training.schedule.rest;

import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.List;
import uk.gov.education.training.events.ContractPeriod;
import uk.gov.education.training.events.ContractPeriod.Schedule;
import uk.gov.education.training.events.edge.Refusal;
import uk.gov.education.training.events.edge.RequestTime;
import uk.gov.education.training.schedule.store.Catalogue;

/** The catalogue of contract periods, schedules and milestones. */
@Path("/api/v1/contract-periods")
@Authenticated
class ContractPeriodResource {

    private final Pool pool;
    private final Catalogue catalogue;
    private final RequestTime time;

    ContractPeriodResource(Pool pool, Catalogue catalogue, RequestTime time) {
        this.pool = pool;
        this.catalogue = catalogue;
        this.time = time;
    }

    record ContractPeriods(List<ContractPeriodView> contractPeriods) {}

    record Schedules(int year, List<Schedule> schedules) {}

    @GET
    public Uni<ContractPeriods> contractPeriods() {
        var at = time.at();
        return catalogue
                .contractPeriods(pool)
                .map(all -> new ContractPeriods(all.stream()
                        .map(period -> ContractPeriodView.of(period, at))
                        .toList()));
    }

    @GET
    @Path("{year}/schedules")
    public Uni<Schedules> schedules(int year) {
        return catalogue.contractPeriods(pool).map(all -> all.stream()
                .filter(period -> period.year() == year)
                .map(ContractPeriod::schedules)
                .map(schedules -> new Schedules(year, schedules))
                .findFirst()
                .orElseThrow(() -> Refusal.notFound("year", "There is no contract period " + year + ".")));
    }
}
