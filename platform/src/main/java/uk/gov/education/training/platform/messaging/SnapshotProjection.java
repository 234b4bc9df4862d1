package uk.gov.education.training.platform.messaging;

import java.util.function.UnaryOperator;
import uk.gov.education.training.events.Topic;

/**
 * A topic that a service reads, and what it keeps of each snapshot: only what it uses.
 *
 * @param keep the snapshot without what this service has no use for
 */
public record SnapshotProjection<C, S>(Topic<C, S> topic, UnaryOperator<S> keep) {

    public static <C, S> SnapshotProjection<C, S> whole(Topic<C, S> topic) {
        return new SnapshotProjection<>(topic, UnaryOperator.identity());
    }
}
