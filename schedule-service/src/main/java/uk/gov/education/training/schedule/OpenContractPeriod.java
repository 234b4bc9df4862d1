package uk.gov.education.training.schedule;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import uk.gov.education.training.events.ContractPeriod;
import uk.gov.education.training.events.ContractPeriodChange.ContractPeriodOpened;
import uk.gov.education.training.events.London;
import uk.gov.education.training.platform.messaging.Cause;
import uk.gov.education.training.platform.messaging.Transactions;
import uk.gov.education.training.platform.web.ApiException;
import uk.gov.education.training.schedule.domain.NextContractPeriod;
import uk.gov.education.training.schedule.store.StoredContractPeriods;

/** Opens a contract period as a copy of the previous one, then retries training that has no schedule. */
@ApplicationScoped
public class OpenContractPeriod {

    private final Transactions transactions;
    private final StoredContractPeriods storedContractPeriods;
    private final PublishContractPeriods publishContractPeriods;
    private final AssignSchedules assignSchedules;

    OpenContractPeriod(
            Transactions transactions,
            StoredContractPeriods storedContractPeriods,
            PublishContractPeriods publishContractPeriods,
            AssignSchedules assignSchedules) {
        this.transactions = transactions;
        this.storedContractPeriods = storedContractPeriods;
        this.publishContractPeriods = publishContractPeriods;
        this.assignSchedules = assignSchedules;
    }

    public Uni<ContractPeriod> open(int year, Cause cause) {
        return publishContractPeriods
                .published()
                .chain(() -> transactions.inTransaction(tx -> storedContractPeriods
                        .lock(tx)
                        .chain(() -> storedContractPeriods.list(tx))
                        .map(existing -> NextContractPeriod.decide(year, existing, London.dateOf(cause.at())))
                        .map(ApiException::requireAccepted)
                        .call(opened -> storedContractPeriods.save(tx, opened, new ContractPeriodOpened(year), cause))))
                .call(assignSchedules::retryUnassigned);
    }
}
