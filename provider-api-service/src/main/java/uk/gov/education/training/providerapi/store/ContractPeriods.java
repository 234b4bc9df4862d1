package uk.gov.education.training.providerapi.store;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import uk.gov.education.training.events.ContractPeriod;
import uk.gov.education.training.events.Json;
import uk.gov.education.training.platform.messaging.Rows;
import uk.gov.education.training.platform.web.ApiException;
import uk.gov.education.training.platform.web.ApiException.Problem;

/** Reads the stored contract periods, with their schedules. */
@ApplicationScoped
public class ContractPeriods {

    private static final String ALL = "select snapshot from facts where topic = 'contract-periods'";

    public Uni<List<ContractPeriod>> all(SqlConnection db) {
        return db.query(ALL).execute().map(rows -> Rows.list(rows, row -> contractPeriod(row.getString(0))));
    }

    /** @throws ApiException while none is stored yet */
    public Uni<List<ContractPeriod>> known(SqlConnection db) {
        return all(db).map(contractPeriods -> {
            if (contractPeriods.isEmpty()) {
                throw new ApiException(
                        503,
                        List.of(new Problem("service", "The contract periods are not known yet. Try again shortly.")));
            }
            return contractPeriods;
        });
    }

    private static ContractPeriod contractPeriod(String snapshot) {
        return Json.read(snapshot, ContractPeriod.class);
    }
}
