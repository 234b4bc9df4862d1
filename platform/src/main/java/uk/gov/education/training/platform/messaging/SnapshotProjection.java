package uk.gov.education.training.platform.messaging;

import java.util.function.UnaryOperator;
import uk.gov.education.training.events.Topic;

/**
 * A topic, and the part of its snapshots that a service stores.
 *
 * @param keep removes the properties that the service does not use
 */
public record SnapshotProjection<C, S>(Topic<C, S> topic, UnaryOperator<S> keep) {

    public static <C, S> SnapshotProjection<C, S> whole(Topic<C, S> topic) {
        return new SnapshotProjection<>(topic, UnaryOperator.identity());
    }
}
