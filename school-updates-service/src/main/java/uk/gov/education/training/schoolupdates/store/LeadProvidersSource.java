package uk.gov.education.training.schoolupdates.store;

import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import uk.gov.education.training.events.Json;
import uk.gov.education.training.events.LeadProvider;
import uk.gov.education.training.events.Topics;

/** The lead providers, as the source of truth of their topic. */
@ApplicationScoped
class LeadProvidersSource extends OwnTableSource {

    private static final String COLUMNS = """
            id, name, retired_at, created_at, array(
                select cohort from lead_provider_contracts contract
                where contract.lead_provider_id = lead_providers.id order by cohort) as cohorts""";

    LeadProvidersSource() {
        super(Topics.LEAD_PROVIDERS, "lead_providers", COLUMNS);
    }

    @Override
    String snapshot(Row row) {
        return Json.write(new LeadProvider(
                row.getUUID("id"),
                row.getString("name"),
                List.of(row.getArrayOfIntegers("cohorts")),
                row.getOffsetDateTime("retired_at") != null,
                row.getOffsetDateTime("created_at").toInstant()));
    }
}
