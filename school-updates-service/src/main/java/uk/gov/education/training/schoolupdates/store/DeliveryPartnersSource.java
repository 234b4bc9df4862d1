package uk.gov.education.training.schoolupdates.store;

import com.fasterxml.jackson.core.type.TypeReference;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import uk.gov.education.training.events.DeliveryPartner;
import uk.gov.education.training.events.Json;
import uk.gov.education.training.events.Topics;

/** The delivery partners, as the source of truth of their topic. */
@ApplicationScoped
class DeliveryPartnersSource extends OwnTableSource {

    // The ids are ordered as text, as DeliveryPartnerEntity orders them.
    private static final String COLUMNS = """
            id, name, retired_at, created_at, (
                select coalesce(jsonb_agg(to_jsonb(pairing) - 'delivery_partner_id'
                    order by pairing.cohort, pairing.lead_provider_id), '[]')::text
                from pairings pairing where pairing.delivery_partner_id = delivery_partners.id) as pairings""";

    DeliveryPartnersSource() {
        super(Topics.DELIVERY_PARTNERS, "delivery_partners", COLUMNS);
    }

    @Override
    String snapshot(Row row) {
        return Json.write(new DeliveryPartner(
                row.getUUID("id"),
                row.getString("name"),
                Json.read(row.getString("pairings"), new TypeReference<List<DeliveryPartner.Pairing>>() {}),
                row.getOffsetDateTime("retired_at") != null,
                row.getOffsetDateTime("created_at").toInstant()));
    }
}
