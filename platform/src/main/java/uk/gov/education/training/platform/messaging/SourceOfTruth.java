package uk.gov.education.training.platform.messaging;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.util.Collection;
import java.util.Map;
import uk.gov.education.training.events.Topic;

/**
 * The data that this service stores of a topic. An owner that keeps a topic in its own tables has a bean for it; all
 * other topics are in the {@link FactStore}.
 */
public interface SourceOfTruth {

    Topic<?, ?> topic();

    /** Locks keys, so that no other transaction changes them. */
    Uni<Void> lock(SqlConnection tx, Collection<String> keys);

    /** Loads the stored snapshots of keys. Keys without a snapshot are absent. */
    Uni<Map<String, FactsOfKey.StoredSnapshot>> load(SqlClient db, Collection<String> keys);

    /** Loads the next page of all snapshots, in order of their keys. */
    Uni<Map<String, FactsOfKey.StoredSnapshot>> page(SqlClient db, String after, int limit);

    /** Raises the versions of stored keys, which are locked. */
    Uni<Void> continueVersionsFrom(SqlConnection tx, Map<String, Long> versions);

    /**
     * Returns the keys that are rightly not stored although the topic has them.
     *
     * @param published the snapshots on the topic
     */
    default Uni<Collection<String>> correctlyAbsent(SqlClient db, Map<String, String> published) {
        return Uni.createFrom().item(java.util.Set.of());
    }
}
