package uk.gov.education.training.platform.operations.reconciliation;

import java.util.Collection;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.events.Topic;

/**
 * What a reading is about.
 *
 * @param keys null for all
 * @param topic that is published again; null for all that the service reads
 */
record JobScope(@Nullable Collection<String> keys, @Nullable Topic<?, ?> topic) {

    /** All that the service reads, or some keys of it. */
    static JobScope of(@Nullable Collection<String> keys) {
        return new JobScope(keys, null);
    }

    @Nullable
    String topicName() {
        return topic == null ? null : topic.name();
    }

    /** As the acts tell it. */
    String text() {
        String what =
                keys == null ? "Everything" : keys.size() == 1 ? keys.iterator().next() : keys.size() + " keys";
        return topic == null ? what : what + " of " + topic.name();
    }
}
