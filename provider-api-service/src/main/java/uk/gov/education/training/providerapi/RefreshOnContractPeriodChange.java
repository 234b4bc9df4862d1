package uk.gov.education.training.providerapi;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import uk.gov.education.training.platform.messaging.Cause;
import uk.gov.education.training.providerapi.store.SchoolRefreshQueue;

/** Queues all schools when a contract period changes: each has a document for every cohort. */
@ApplicationScoped
public class RefreshOnContractPeriodChange {

    private final SchoolRefreshQueue schoolRefreshQueue;

    RefreshOnContractPeriodChange(SchoolRefreshQueue schoolRefreshQueue) {
        this.schoolRefreshQueue = schoolRefreshQueue;
    }

    /** @param moved the keys of the contract periods */
    public Uni<Void> on(SqlConnection tx, Map<String, Cause> moved) {
        return schoolRefreshQueue.addAll(tx);
    }
}
