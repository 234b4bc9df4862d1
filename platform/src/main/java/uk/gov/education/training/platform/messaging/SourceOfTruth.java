package uk.gov.education.training.platform.messaging;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.util.Collection;
import java.util.Map;
import uk.gov.education.training.events.Topic;

/**
 * What this service holds of a topic. An owner with tables of its own, beside the facts, has a bean for each of their
 * topics; all else is in the facts.
 */
public interface SourceOfTruth {

    Topic<?, ?> topic();

    /** Makes this transaction the only one that says or hears anything about keys. */
    Uni<Void> lock(SqlConnection tx, Collection<String> keys);

    /** What is held of keys; those of which nothing is held are left out. */
    Uni<Map<String, FactsOfKey.StoredSnapshot>> of(SqlClient db, Collection<String> keys);

    /** The next of all, in order of their keys. */
    Uni<Map<String, FactsOfKey.StoredSnapshot>> page(SqlClient db, String after, int limit);

    /** Lets versions go on from others. The keys are locked, and held. */
    Uni<Void> countFrom(SqlConnection tx, Map<String, Long> versions);

    /**
     * Of keys that are not held, those about which the topic is right all the same.
     *
     * @param said the snapshots that the topic has
     */
    default Uni<Collection<String>> rightly(SqlClient db, Map<String, String> said) {
        return Uni.createFrom().item(java.util.Set.of());
    }
}
