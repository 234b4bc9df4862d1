package uk.gov.education.training.schedule;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import uk.gov.education.training.events.ContractPeriod;
import uk.gov.education.training.events.ContractPeriodChange.PaymentsFrozen;
import uk.gov.education.training.platform.messaging.Cause;
import uk.gov.education.training.platform.messaging.Transactions;
import uk.gov.education.training.platform.web.ApiException;
import uk.gov.education.training.schedule.domain.PaymentFreeze;
import uk.gov.education.training.schedule.store.StoredContractPeriods;

/** Freezes the payments of a contract period, which closes its cohort. */
@ApplicationScoped
public class FreezePayments {

    private final Transactions transactions;
    private final StoredContractPeriods storedContractPeriods;
    private final PublishContractPeriods publishContractPeriods;

    FreezePayments(
            Transactions transactions,
            StoredContractPeriods storedContractPeriods,
            PublishContractPeriods publishContractPeriods) {
        this.transactions = transactions;
        this.storedContractPeriods = storedContractPeriods;
        this.publishContractPeriods = publishContractPeriods;
    }

    /** @param from the time from which payments are frozen */
    public Uni<ContractPeriod> freeze(int year, Instant from, Cause cause) {
        return publishContractPeriods
                .published()
                .chain(() -> transactions.inTransaction(tx -> storedContractPeriods
                        .lock(tx)
                        .chain(() -> storedContractPeriods.list(tx))
                        .map(existing -> find(year, existing))
                        .map(period -> PaymentFreeze.decide(period, from, cause.at()))
                        .map(ApiException::requireAccepted)
                        .call(frozen ->
                                storedContractPeriods.save(tx, frozen, new PaymentsFrozen(year, from), cause))));
    }

    private static ContractPeriod find(int year, List<ContractPeriod> existing) {
        return existing.stream()
                .filter(period -> period.year() == year)
                .findFirst()
                .orElseThrow(() -> ApiException.notFound("year", "There is no contract period " + year + "."));
    }
}
