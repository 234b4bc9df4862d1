package uk.gov.education.training.providerapi.store;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** What lead providers are called, as their partnerships say. */
@ApplicationScoped
public class LeadProviderNames {

    // As the index of V5 has it.
    private static final String OF = """
            select id, name from unnest($1::text[]) as id, lateral (
                select snapshot::jsonb ->> 'lead_provider_name' as name from facts
                where topic = 'partnerships' and snapshot::jsonb ->> 'lead_provider_id' = id
                limit 1) as partnership
            where name is not null""";

    // A name that is known stays: lead providers are few, and are not renamed.
    private final Map<UUID, String> known = new ConcurrentHashMap<>();
    private final Partnerships partnerships;

    LeadProviderNames(Partnerships partnerships) {
        this.partnerships = partnerships;
    }

    /**
     * @param byId nothing of a lead provider whose partnerships this service has not heard of
     * @param settled false if it is just hearing of some, so that names that are missing here may be missed for good
     */
    public record Names(Map<UUID, String> byId, boolean settled) {}

    /** What these lead providers are called. */
    public Uni<Names> of(SqlConnection db, Collection<UUID> leadProviderIds) {
        if (known.keySet().containsAll(leadProviderIds)) {
            return Uni.createFrom().item(new Names(Map.copyOf(known), true));
        }
        return look(db, leadProviderIds).chain(() -> {
            if (known.keySet().containsAll(leadProviderIds)) {
                return Uni.createFrom().item(new Names(Map.copyOf(known), true));
            }
            // Whoever hears of partnerships holds this lock, and looks for those whom they concern before the commit.
            // Waiting for it could be waiting for each other: the participants are locked already.
            return partnerships.tryLockForShare(db).chain(alone -> look(db, leadProviderIds)
                    .replaceWith(() -> new Names(Map.copyOf(known), alone)));
        });
    }

    private Uni<Void> look(SqlConnection db, Collection<UUID> leadProviderIds) {
        return db.preparedQuery(OF)
                .execute(Tuple.of(leadProviderIds.stream()
                        .filter(id -> !known.containsKey(id))
                        .map(UUID::toString)
                        .toArray(String[]::new)))
                .invoke(rows -> rows.forEach(row -> known.put(UUID.fromString(row.getString(0)), row.getString(1))))
                .replaceWithVoid();
    }
}
