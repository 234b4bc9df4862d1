package uk.gov.education.training.platform.messaging;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.util.List;
import java.util.Map;
import uk.gov.education.training.events.Topic;

/**
 * A topic that this service reads: what it keeps, and what it does about it. Each is a bean, so that whoever reads the
 * topics once more, to rebuild or to check, does just what the consumer does.
 */
public interface TopicSubscription {

    SnapshotProjection<?, ?> subscription();

    /** What the service does about news; nothing if it only looks things up. */
    default ChangeHandler reaction() {
        return ChangeHandler.NONE;
    }

    default boolean reacts() {
        return !reaction().equals(ChangeHandler.NONE);
    }

    /** The topics that must be read before this one, because half of them would mislead. */
    default List<Topic<?, ?>> after() {
        return List.of();
    }

    default Topic<?, ?> topic() {
        return subscription().topic();
    }

    /**
     * What a service does about keys of which it holds something new, or whose end has arrived: also where it held
     * nothing of them, for it may have said something about them all the same.
     */
    @FunctionalInterface
    interface ChangeHandler {

        ChangeHandler NONE = (tx, moved) -> Uni.createFrom().voidItem();

        /** @param moved the keys, locked, with what moved each */
        Uni<Void> on(SqlConnection tx, Map<String, Cause> moved);
    }
}
