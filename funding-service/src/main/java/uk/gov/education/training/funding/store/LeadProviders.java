package uk.gov.education.training.funding.store;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** The lead providers that partnerships name. */
@ApplicationScoped
public class LeadProviders {

    // As the index of V3 has it.
    private static final String IS_KNOWN = """
            select exists (select from facts
                           where topic = 'partnerships' and snapshot::jsonb ->> 'lead_provider_id' = $1)""";

    public Uni<Boolean> isKnown(SqlConnection tx, UUID leadProviderId) {
        return tx.preparedQuery(IS_KNOWN)
                .execute(Tuple.of(leadProviderId.toString()))
                .map(rows -> rows.iterator().next().getBoolean(0));
    }
}
