package uk.gov.education.training.schoolupdates.store;

import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import uk.gov.education.training.events.Json;
import uk.gov.education.training.events.Topics;

/** The partnerships, as the source of truth of their topic. */
@ApplicationScoped
class PartnershipsSource extends OwnTableSource {

    PartnershipsSource() {
        super(Topics.PARTNERSHIPS, "partnerships", Partnerships.COLUMNS);
    }

    @Override
    String snapshot(Row row) {
        return Json.write(Partnerships.partnership(row));
    }
}
