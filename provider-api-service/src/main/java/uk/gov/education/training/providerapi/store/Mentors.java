package uk.gov.education.training.providerapi.store;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Finds the mentors of ECTs as lead providers see them. */
@ApplicationScoped
public class Mentors {

    private static final String FIND = """
            select substr(tag, 8)::uuid, lead_provider_id, id from provider_documents, unnest(tags) as tag
            where subject = any($1) and kind = 'participant' and tag like 'mentor:%'""";

    /** Returns for each mentor of these ECTs, by lead provider, the ECTs whom they mentor. */
    public Uni<Map<UUID, Map<UUID, Set<UUID>>>> find(SqlConnection db, Collection<UUID> ects) {
        if (ects.isEmpty()) {
            return Uni.createFrom().item(Map.of());
        }
        return db.preparedQuery(FIND)
                .execute(Tuple.of(ects.toArray(UUID[]::new)))
                .map(rows -> {
                    Map<UUID, Map<UUID, Set<UUID>>> mentors = new HashMap<>();
                    for (Row row : rows) {
                        mentors.computeIfAbsent(row.getUUID(0), mentor -> new HashMap<>())
                                .computeIfAbsent(row.getUUID(1), provider -> new HashSet<>())
                                .add(row.getUUID(2));
                    }
                    return mentors;
                });
    }
}
