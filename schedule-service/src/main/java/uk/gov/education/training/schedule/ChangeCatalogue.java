package uk.gov.education.training.schedule;

import static uk.gov.education.training.events.Topics.CONTRACT_PERIODS;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import uk.gov.education.training.events.ContractPeriod;
import uk.gov.education.training.events.ContractPeriodChange;
import uk.gov.education.training.events.ContractPeriodChange.ContractPeriodOpened;
import uk.gov.education.training.events.ContractPeriodChange.PaymentsFrozen;
import uk.gov.education.training.events.London;
import uk.gov.education.training.events.delivery.Cause;
import uk.gov.education.training.events.delivery.Decision;
import uk.gov.education.training.events.delivery.Facts;
import uk.gov.education.training.events.delivery.Outbox;
import uk.gov.education.training.events.edge.Refusal;
import uk.gov.education.training.schedule.domain.Freezing;
import uk.gov.education.training.schedule.domain.NextContractPeriod;
import uk.gov.education.training.schedule.store.Catalogue;

/** DfE support opens a contract period, or freezes the payments of one. */
@ApplicationScoped
public class ChangeCatalogue {

    private final Pool pool;
    private final Facts facts;
    private final Catalogue catalogue;
    private final PublishCatalogue shipped;
    private final AssignSchedules assignSchedules;
    private final Outbox outbox;

    ChangeCatalogue(
            Pool pool,
            Facts facts,
            Catalogue catalogue,
            PublishCatalogue shipped,
            AssignSchedules assignSchedules,
            Outbox outbox) {
        this.pool = pool;
        this.facts = facts;
        this.catalogue = catalogue;
        this.shipped = shipped;
        this.assignSchedules = assignSchedules;
        this.outbox = outbox;
    }

    /** Opens a contract period as a copy of the previous one; then whoever waits for a schedule is tried again. */
    public Uni<ContractPeriod> open(int year, Cause cause) {
        return change(cause, all -> {
                    NextContractPeriod.whyNot(year, all, London.dateOf(cause.at()))
                            .ifPresent(why -> {
                                throw Refusal.invalid("year", why);
                            });
                    return new Decision<>(
                            NextContractPeriod.of(all, year),
                            List.<ContractPeriodChange>of(new ContractPeriodOpened(year)));
                })
                .call(assignSchedules::toThoseWaiting);
    }

    /** @param from from when on */
    public Uni<ContractPeriod> freezePayments(int year, Instant from, Cause cause) {
        return change(cause, all -> {
            ContractPeriod period = all.stream()
                    .filter(one -> one.year() == year)
                    .findFirst()
                    .orElseThrow(() -> Refusal.notFound("year", "There is no contract period " + year + "."));
            Freezing.whyNot(period, from, cause.at()).ifPresent(why -> {
                throw Refusal.invalid("payments_frozen_at", why);
            });
            return new Decision<>(
                    Freezing.frozen(period, from), List.<ContractPeriodChange>of(new PaymentsFrozen(year, from)));
        });
    }

    @FunctionalInterface
    private interface Change {
        Decision<ContractPeriodChange, ContractPeriod> decide(List<ContractPeriod> all);
    }

    private Uni<ContractPeriod> change(Cause cause, Change change) {
        return shipped.published()
                .chain(() -> pool.withTransaction(tx -> catalogue
                        .lock(tx)
                        .chain(() -> catalogue.contractPeriods(tx))
                        .map(change::decide)
                        .call(decision -> keep(tx, decision, cause))))
                .invoke(outbox::wake)
                .map(Decision::snapshot);
    }

    private Uni<Void> keep(SqlConnection tx, Decision<ContractPeriodChange, ContractPeriod> decision, Cause cause) {
        String key = String.valueOf(decision.snapshot().year());
        return facts.lock(tx, List.of(key))
                .chain(() -> facts.load(tx, List.of(key), CONTRACT_PERIODS))
                .chain(held -> facts.decided(tx, CONTRACT_PERIODS, held, Map.of(key, decision), Map.of(key, cause)));
    }
}
