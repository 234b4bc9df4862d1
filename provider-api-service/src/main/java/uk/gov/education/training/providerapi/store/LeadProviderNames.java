package uk.gov.education.training.providerapi.store;

import static java.util.stream.Collectors.toSet;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import uk.gov.education.training.platform.messaging.Rows;

/** Finds the names of lead providers: those that DfE has added, otherwise the ones in their partnerships. */
@ApplicationScoped
public class LeadProviderNames {

    // Uses an index of V1.
    private static final String IN_PARTNERSHIPS = """
            select id, name from unnest($1::text[]) as id, lateral (
                select snapshot::jsonb ->> 'lead_provider_name' as name from facts
                where topic = 'partnerships' and snapshot::jsonb ->> 'lead_provider_id' = id
                limit 1) as partnership
            where name is not null""";

    private final LeadProviders leadProviders;
    private final Partnerships partnerships;

    LeadProviderNames(LeadProviders leadProviders, Partnerships partnerships) {
        this.leadProviders = leadProviders;
        this.partnerships = partnerships;
    }

    /**
     * @param byId without the lead providers that are not stored and have no stored partnership
     * @param settled false if lead providers or partnerships are being stored now, so that names may change unnoticed
     */
    public record Names(Map<UUID, String> byId, boolean settled) {}

    /** Finds the names of these lead providers. */
    public Uni<Names> find(SqlConnection db, Collection<UUID> ids) {
        return ids.isEmpty()
                ? Uni.createFrom().item(new Names(Map.of(), true))
                // A transaction that stores a name looks for the participants who need it before its commit.
                : leadProviders.tryKeepNames(db).chain(kept -> leadProviders
                        .names(db, ids)
                        .chain(names -> withPartnerships(db, names, missing(ids, names)))
                        .map(found -> new Names(found.byId(), kept && found.settled())));
    }

    private static Set<UUID> missing(Collection<UUID> ids, Map<UUID, String> names) {
        return ids.stream().filter(id -> !names.containsKey(id)).collect(toSet());
    }

    /** Adds the names that partnerships have. */
    private Uni<Names> withPartnerships(SqlConnection db, Map<UUID, String> names, Set<UUID> missing) {
        if (missing.isEmpty()) {
            return Uni.createFrom().item(new Names(names, true));
        }
        return inPartnerships(db, missing).chain(found -> {
            if (found.keySet().containsAll(missing)) {
                return Uni.createFrom().item(new Names(union(names, found), true));
            }
            // A transaction that stores partnerships holds this lock, and looks for the participants who need the new
            // names before its commit. Waiting for it could deadlock, because the participants are locked already.
            return partnerships.tryLockForShare(db).chain(alone -> inPartnerships(db, missing)
                    .map(now -> new Names(union(names, now), alone)));
        });
    }

    private static Uni<Map<UUID, String>> inPartnerships(SqlConnection db, Set<UUID> ids) {
        return db.preparedQuery(IN_PARTNERSHIPS)
                .execute(Tuple.of(ids.stream().map(UUID::toString).toArray(String[]::new)))
                .map(rows -> Rows.map(rows, row -> UUID.fromString(row.getString(0)), row -> row.getString(1)));
    }

    private static Map<UUID, String> union(Map<UUID, String> names, Map<UUID, String> others) {
        Map<UUID, String> all = new HashMap<>(others);
        all.putAll(names);
        return all;
    }
}
