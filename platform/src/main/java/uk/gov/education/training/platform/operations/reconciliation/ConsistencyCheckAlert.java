package uk.gov.education.training.platform.operations.reconciliation;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlClient;
import jakarta.enterprise.context.ApplicationScoped;
import uk.gov.education.training.events.Alert;
import uk.gov.education.training.platform.operations.AlertSource;

/** Raises an alert while the latest check has found mismatches that are not resolved. */
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
    public Uni<Found> check(SqlClient db) {
        return reconciliationJobs
                .inconsistentKeys(db)
                .map(keys -> new Found(
                        keys.size(),
                        keys.size() + (keys.size() == 1 ? " key differs" : " keys differ")
                                + " from the topics: /api/v1/checks."));
    }

    /** The number of keys with unresolved mismatches. */
    public Uni<Long> inconsistentKeys() {
        return reconciliationJobs.inconsistentKeys(pool).map(keys -> (long) keys.size());
    }
}
