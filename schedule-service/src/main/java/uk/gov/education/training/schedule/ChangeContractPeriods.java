package uk.gov.education.training.schedule;

import uk.gov.education.training.platform.messaging.Transactions;
import static uk.gov.education.training.events.Topics.CONTRACT_PERIODS;

import io.smallrye.mutiny.Uni;
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
import uk.gov.education.training.platform.messaging.Cause;
import uk.gov.education.training.platform.messaging.Decision;
import uk.gov.education.training.platform.messaging.FactStore;
import uk.gov.education.training.platform.web.ApiException;
import uk.gov.education.training.schedule.domain.NextContractPeriod;
import uk.gov.education.training.schedule.domain.PaymentFreeze;
import uk.gov.education.training.schedule.store.StoredContractPeriods;

/** DfE support opens a contract period, or freezes the payments of one. */
@ApplicationScoped
public class ChangeContractPeriods {

    private final Transactions transactions;
    private final FactStore factStore;
    private final StoredContractPeriods storedContractPeriods;
    private final PublishContractPeriods shipped;
    private final AssignSchedules assignSchedules;

    ChangeContractPeriods(
            Transactions transactions,
            FactStore factStore,
            StoredContractPeriods storedContractPeriods,
            PublishContractPeriods shipped,
            AssignSchedules assignSchedules) {
        this.transactions = transactions;
        this.factStore = factStore;
        this.storedContractPeriods = storedContractPeriods;
        this.shipped = shipped;
        this.assignSchedules = assignSchedules;
    }

    /** Opens a contract period as a copy of the previous one; then whoever waits for a schedule is tried again. */
    public Uni<ContractPeriod> open(int year, Cause cause) {
        return change(cause, all -> {
                    NextContractPeriod.whyNot(year, all, London.dateOf(cause.at()))
                            .ifPresent(why -> {
                                throw ApiException.invalid("year", why);
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
                    .orElseThrow(() -> ApiException.notFound("year", "There is no contract period " + year + "."));
            PaymentFreeze.whyNot(period, from, cause.at()).ifPresent(why -> {
                throw ApiException.invalid("payments_frozen_at", why);
            });
            return new Decision<>(
                    PaymentFreeze.frozen(period, from), List.<ContractPeriodChange>of(new PaymentsFrozen(year, from)));
        });
    }

    @FunctionalInterface
    private interface Change {
        Decision<ContractPeriodChange, ContractPeriod> decide(List<ContractPeriod> all);
    }

    private Uni<ContractPeriod> change(Cause cause, Change change) {
        return shipped.published()
                .chain(() -> transactions.inTransaction(tx -> storedContractPeriods
                        .lock(tx)
                        .chain(() -> storedContractPeriods.contractPeriods(tx))
                        .map(change::decide)
                        .call(decision -> keep(tx, decision, cause))))
                .map(Decision::snapshot);
    }

    private Uni<Void> keep(SqlConnection tx, Decision<ContractPeriodChange, ContractPeriod> decision, Cause cause) {
        String key = String.valueOf(decision.snapshot().year());
        return factStore
                .lock(tx, List.of(key))
                .chain(() -> factStore.load(tx, List.of(key), CONTRACT_PERIODS))
                .chain(held ->
                        factStore.saveDecisions(tx, CONTRACT_PERIODS, held, Map.of(key, decision), Map.of(key, cause)));
    }
}
