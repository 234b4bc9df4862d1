package uk.gov.education.training.schedule.rest;

import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response.Status;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.events.ContractPeriod;
import uk.gov.education.training.events.ContractPeriod.Schedule;
import uk.gov.education.training.platform.messaging.Cause;
import uk.gov.education.training.platform.web.ApiException;
import uk.gov.education.training.platform.web.RequestTime;
import uk.gov.education.training.platform.web.ResponsesOpenApiFilter;
import uk.gov.education.training.platform.web.Scope;
import uk.gov.education.training.schedule.FreezePayments;
import uk.gov.education.training.schedule.OpenContractPeriod;
import uk.gov.education.training.schedule.store.StoredContractPeriods;

/** The contract periods with their schedules and milestones. */
@Path("/api/v1/contract-periods")
@Authenticated
class ContractPeriodResource {

    private final Pool pool;
    private final StoredContractPeriods storedContractPeriods;
    private final OpenContractPeriod openContractPeriod;
    private final FreezePayments freezePayments;
    private final RequestTime requestTime;

    ContractPeriodResource(
            Pool pool,
            StoredContractPeriods storedContractPeriods,
            OpenContractPeriod openContractPeriod,
            FreezePayments freezePayments,
            RequestTime requestTime) {
        this.pool = pool;
        this.storedContractPeriods = storedContractPeriods;
        this.openContractPeriod = openContractPeriod;
        this.freezePayments = freezePayments;
        this.requestTime = requestTime;
    }

    record ContractPeriods(List<ContractPeriodView> contractPeriods) {}

    /** @param year of the contract period to open */
    record OpenRequest(@Nullable Integer year) {}

    /** @param paymentsFrozenAt the time from which payments are frozen; now by default */
    record FreezeRequest(@Nullable Instant paymentsFrozenAt) {}

    record Schedules(int year, List<Schedule> schedules) {}

    @GET
    public Uni<ContractPeriods> contractPeriods() {
        var at = requestTime.at();
        return storedContractPeriods
                .list(pool)
                .map(all -> new ContractPeriods(all.stream()
                        .map(period -> ContractPeriodView.of(period, at))
                        .toList()));
    }

    @POST
    @RolesAllowed(Scope.SUPPORT)
    @Operation(
            summary = "Open a contract period",
            description = "Opens it before it begins, as a copy of the previous contract period. Every date is a year"
                    + " later.")
    @RequestBody(content = @Content(examples = @ExampleObject(name = "2027", value = "{\"year\": 2027}")))
    @Extension(name = ResponsesOpenApiFilter.STATUSES, value = "201")
    public Uni<RestResponse<ContractPeriodView>> open(@Nullable OpenRequest body) {
        if (body == null || body.year() == null) {
            throw ApiException.invalid("year", "Give the year in which the contract period begins.");
        }
        if (body.year() < 2000 || body.year() > 2999) {
            throw ApiException.invalid("year", "Give a year such as 2027.");
        }
        Cause cause = requestTime.cause();
        return openContractPeriod
                .open(body.year(), cause)
                .map(opened -> RestResponse.status(Status.CREATED, ContractPeriodView.of(opened, cause.at())));
    }

    @PUT
    @Path("{year}/payments-frozen")
    @RolesAllowed(Scope.SUPPORT)
    @Operation(
            summary = "Freeze the payments of a contract period",
            description = "Closes the cohort now or from the given time.")
    @RequestBody(
            content =
                    @Content(
                            examples =
                                    @ExampleObject(
                                            name = "from a day on",
                                            value = "{\"payments_frozen_at\": \"2027-07-31T23:00:00Z\"}")))
    public Uni<ContractPeriodView> freezePayments(int year, @Nullable FreezeRequest body) {
        Cause cause = requestTime.cause();
        @Nullable Instant from = body == null ? null : body.paymentsFrozenAt();
        return freezePayments
                .freeze(year, from == null ? cause.at() : from.truncatedTo(ChronoUnit.MICROS), cause)
                .map(frozen -> ContractPeriodView.of(frozen, cause.at()));
    }

    @GET
    @Path("{year}/schedules")
    public Uni<Schedules> schedules(int year) {
        return storedContractPeriods.list(pool).map(all -> all.stream()
                .filter(period -> period.year() == year)
                .map(ContractPeriod::schedules)
                .map(schedules -> new Schedules(year, schedules))
                .findFirst()
                .orElseThrow(() -> ApiException.notFound("year", "There is no contract period " + year + ".")));
    }
}
