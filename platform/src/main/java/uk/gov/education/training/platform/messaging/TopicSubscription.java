package uk.gov.education.training.platform.messaging;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.util.List;
import java.util.Map;
import uk.gov.education.training.events.Topic;

/**
 * A topic that this service reads: what it stores of it, and what it does when it changes. Each one is a bean, so that
 * a rebuild or a consistency check does the same as the consumer.
 */
public interface TopicSubscription {

    SnapshotProjection<?, ?> projection();

    /** Reacts to changes. Does nothing if the service only stores the topic. */
    default ChangeHandler changeHandler() {
        return ChangeHandler.NONE;
    }

    default boolean reacts() {
        return !changeHandler().equals(ChangeHandler.NONE);
    }

    /** The topics that must be read first, because decisions from half of the facts would be wrong. */
    default List<Topic<?, ?>> prerequisites() {
        return List.of();
    }

    /** Completes when the first record may be applied. The topics that are read first need not be awaited here. */
    default Uni<Void> whenReady() {
        return Uni.createFrom().voidItem();
    }

    default Topic<?, ?> topic() {
        return projection().topic();
    }

    /**
     * Called for each key with a newer snapshot or a tombstone, including keys that the service never stored: it may
     * have published about them.
     */
    @FunctionalInterface
    interface ChangeHandler {

        ChangeHandler NONE = (tx, changed) -> Uni.createFrom().voidItem();

        /** @param changed the keys, locked, with the cause of each change */
        Uni<Void> on(SqlConnection tx, Map<String, Cause> changed);
    }
}
