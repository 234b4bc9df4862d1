package uk.gov.education.training.platform.operations.reconciliation;

import java.util.Collection;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.events.Topic;

/**
 * The scope of a job.
 *
 * @param keys null for all
 * @param topic the topic to republish; null for all topics that the service reads
 */
record JobScope(@Nullable Collection<String> keys, @Nullable Topic<?, ?> topic) {

    /** All topics that the service reads, or some keys of them. */
    static JobScope of(@Nullable Collection<String> keys) {
        return new JobScope(keys, null);
    }

    @Nullable
    String topicName() {
        return topic == null ? null : topic.name();
    }

    /** The scope as it is recorded in the audit log. */
    String text() {
        String subject =
                keys == null ? "Everything" : keys.size() == 1 ? keys.iterator().next() : keys.size() + " keys";
        return topic == null ? subject : subject + " of " + topic.name();
    }
}
