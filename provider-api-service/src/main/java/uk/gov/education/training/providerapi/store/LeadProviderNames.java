package uk.gov.education.training.providerapi.store;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** Finds the names of lead providers in their partnerships. */
@ApplicationScoped
public class LeadProviderNames {

    // Uses an index of V1.
    private static final String OF = """
            select id, name from unnest($1::text[]) as id, lateral (
                select snapshot::jsonb ->> 'lead_provider_name' as name from facts
                where topic = 'partnerships' and snapshot::jsonb ->> 'lead_provider_id' = id
                limit 1) as partnership
            where name is not null""";

    // Caches names permanently: lead providers are few and are not renamed.
    private final Map<UUID, String> known = new ConcurrentHashMap<>();
    private final Partnerships partnerships;

    LeadProviderNames(Partnerships partnerships) {
        this.partnerships = partnerships;
    }

    /**
     * @param byId without the lead providers of whom no partnership is stored
     * @param settled false if partnerships are being stored now, so that missing names may arrive unnoticed
     */
    public record Names(Map<UUID, String> byId, boolean settled) {}

    /** Finds the names of these lead providers. */
    public Uni<Names> find(SqlConnection db, Collection<UUID> leadProviderIds) {
        if (known.keySet().containsAll(leadProviderIds)) {
            return Uni.createFrom().item(new Names(Map.copyOf(known), true));
        }
        return load(db, leadProviderIds).chain(() -> {
            if (known.keySet().containsAll(leadProviderIds)) {
                return Uni.createFrom().item(new Names(Map.copyOf(known), true));
            }
            // A transaction that stores partnerships holds this lock, and looks for the participants who need the new
            // names before its commit. Waiting for it could deadlock, because the participants are locked already.
            return partnerships.tryLockForShare(db).chain(alone -> load(db, leadProviderIds)
                    .replaceWith(() -> new Names(Map.copyOf(known), alone)));
        });
    }

    private Uni<Void> load(SqlConnection db, Collection<UUID> leadProviderIds) {
        return db.preparedQuery(OF)
                .execute(Tuple.of(leadProviderIds.stream()
                        .filter(id -> !known.containsKey(id))
                        .map(UUID::toString)
                        .toArray(String[]::new)))
                .invoke(rows -> rows.forEach(row -> known.put(UUID.fromString(row.getString(0)), row.getString(1))))
                .replaceWithVoid();
    }
}
