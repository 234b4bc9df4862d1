package uk.gov.education.training.platform.operations.reconciliation;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlClient;
import jakarta.enterprise.context.ApplicationScoped;
import uk.gov.education.training.events.Alert;
import uk.gov.education.training.platform.operations.AlertSource;

/** Whether what the service holds is what its topics say, as the last check has it. */
@ApplicationScoped
public class ConsistencyCheckAlert implements AlertSource {

    private final Pool pool;
    private final ReconciliationJobs reconciliationJobs;

    ConsistencyCheckAlert(Pool pool, ReconciliationJobs reconciliationJobs) {
        this.pool = pool;
        this.reconciliationJobs = reconciliationJobs;
    }

    @Override
    public Alert.Condition condition() {
        return Alert.Condition.INVARIANT_BROKEN;
    }

    @Override
    public Uni<Found> look(SqlClient db) {
        return reconciliationJobs
                .broken(db)
                .map(keys -> new Found(
                        keys.size(),
                        keys.size() + (keys.size() == 1 ? " key is" : " keys are")
                                + " not held as the topics have it: /api/v1/checks."));
    }

    /** Of how many keys something is held otherwise, and not known to be mended. */
    public Uni<Long> brokenKeys() {
        return reconciliationJobs.broken(pool).map(keys -> (long) keys.size());
    }
}
