package uk.gov.education.training.events.delivery;

import java.util.function.UnaryOperator;
import uk.gov.education.training.events.Topic;

/**
 * A topic that a service reads, and what it keeps of each snapshot: only what it uses.
 *
 * @param keep the snapshot without what this service has no use for
 */
public record Subscription<C, S>(Topic<C, S> topic, UnaryOperator<S> keep) {

    public static <C, S> Subscription<C, S> whole(Topic<C, S> topic) {
        return new Subscription<>(topic, UnaryOperator.identity());
    }
}
