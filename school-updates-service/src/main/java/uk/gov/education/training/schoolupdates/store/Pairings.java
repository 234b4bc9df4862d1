package uk.gov.education.training.schoolupdates.store;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.platform.messaging.Rows;

/** Which lead provider is contracted for which cohort, and may work with which delivery partner in it. */
@ApplicationScoped
public class Pairings {

    private static final String FIND = """
            select exists (select from delivery_partners where id = $2) as known,
                exists (select from lead_provider_contracts where lead_provider_id = $1 and cohort = $3) as contracted,
                exists (select from pairings
                    where lead_provider_id = $1 and delivery_partner_id = $2 and cohort = $3) as paired""";
    private static final String ROLLED_OVER = """
            select earlier.delivery_partner_id from partnerships earlier
            join pairings using (lead_provider_id, delivery_partner_id)
            where earlier.school_urn = $1 and earlier.lead_provider_id = $2
                and earlier.cohort < $3 and pairings.cohort = $3
                and not exists (select from partnerships same
                    where same.school_urn = $1 and same.lead_provider_id = $2 and same.cohort = $3)
            order by earlier.cohort desc, earlier.created_at, earlier.id limit 1""";
    private static final String CAN_ROLL_OVER = """
            select true from partnerships earlier
            join pairings using (lead_provider_id, delivery_partner_id)
            where earlier.school_urn = $1 and ($2::uuid is null or earlier.lead_provider_id = $2)
                and pairings.cohort > earlier.cohort
                and not exists (select from partnerships same
                    where same.school_urn = $1 and same.lead_provider_id = earlier.lead_provider_id
                        and same.cohort = pairings.cohort)
            limit 1""";

    /**
     * A lead provider, a delivery partner and a cohort.
     *
     * @param known whether the delivery partner exists
     * @param contracted whether the lead provider is contracted for the cohort
     * @param paired whether the lead provider may work with the delivery partner in the cohort
     */
    public record Pairing(boolean known, boolean contracted, boolean paired) {}

    public Uni<Pairing> find(
            SqlConnection db, UUID leadProviderId, @Nullable UUID deliveryPartnerId, @Nullable Integer cohort) {
        return db.preparedQuery(FIND)
                .execute(Tuple.of(leadProviderId, deliveryPartnerId, cohort))
                .map(rows -> rows.iterator().next())
                .map(row ->
                        new Pairing(row.getBoolean("known"), row.getBoolean("contracted"), row.getBoolean("paired")));
    }

    /**
     * Finds the delivery partner with which a school's partnership goes on in a later cohort: the one of the last
     * earlier cohort with which the lead provider is paired in this cohort. Empty if there is none, or if the school
     * already has a partnership with the lead provider in this cohort.
     */
    public Uni<Optional<UUID>> rolledOver(SqlConnection tx, String schoolUrn, UUID leadProviderId, int cohort) {
        return tx.preparedQuery(ROLLED_OVER)
                .execute(Tuple.of(schoolUrn, leadProviderId, cohort))
                .map(rows -> Rows.first(rows, row -> row.getUUID(0)));
    }

    /**
     * Returns whether a partnership of the school may go on in a later cohort.
     *
     * @param leadProviderId the only lead provider that matters; null for all
     */
    public Uni<Boolean> canRollOver(SqlConnection db, String schoolUrn, @Nullable UUID leadProviderId) {
        return PostgresText.canBeStored(schoolUrn)
                ? db.preparedQuery(CAN_ROLL_OVER)
                        .execute(Tuple.of(schoolUrn, leadProviderId))
                        .map(rows -> rows.size() > 0)
                : Uni.createFrom().item(false);
    }
}
