package uk.gov.education.training.platform.operations.reconciliation;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.Collection;
import java.util.Map;
import uk.gov.education.training.events.Topic;
import uk.gov.education.training.platform.messaging.FactStore;
import uk.gov.education.training.platform.messaging.FactsOfKey;
import uk.gov.education.training.platform.messaging.SourceOfTruth;

/** The facts about a topic in the fact store. */
record StoredFactsSource(Topic<?, ?> topic, FactStore facts, StoredFactsReader storedFacts) implements SourceOfTruth {

    private static final String COUNT_FROM = """
            update facts set version = later.version, decided = true
            from unnest($2::text[], $3::bigint[]) as later (key, version)
            where topic = $1 and facts.key = later.key""";

    @Override
    public Uni<Void> lock(SqlConnection tx, Collection<String> keys) {
        return facts.lock(tx, keys);
    }

    @Override
    public Uni<Map<String, FactsOfKey.StoredSnapshot>> load(SqlClient db, Collection<String> keys) {
        return storedFacts.find(db, topic, keys);
    }

    @Override
    public Uni<Map<String, FactsOfKey.StoredSnapshot>> page(SqlClient db, String after, int limit) {
        return storedFacts.page(db, topic, after, limit);
    }

    @Override
    public Uni<Void> continueVersionsFrom(SqlConnection tx, Map<String, Long> versions) {
        return tx.preparedQuery(COUNT_FROM)
                .execute(Tuple.of(
                        topic.name(),
                        versions.keySet().toArray(String[]::new),
                        versions.values().toArray(Long[]::new)))
                .replaceWithVoid();
    }
}
