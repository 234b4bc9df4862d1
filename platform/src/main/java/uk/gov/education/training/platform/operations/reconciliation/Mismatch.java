package uk.gov.education.training.platform.operations.reconciliation;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.platform.operations.reconciliation.domain.MismatchKind;

/**
 * A mismatch between the stored facts and a topic.
 *
 * @param topic null if it concerns no single topic
 * @param kind the text of a {@link MismatchKind}
 * @param storedVersion null if nothing is stored
 * @param topicVersion null if the topic does not have the key
 * @param resolvedAt when a later check no longer found it
 */
public record Mismatch(
        @Nullable String topic,
        String key,
        String kind,
        @Nullable Long storedVersion,
        @Nullable Long topicVersion,
        String detail,
        @Nullable Instant resolvedAt) {

    /** Whether only the topic's owner can repair it, by republishing the key. */
    boolean needsRepublication() {
        return kind.equals(MismatchKind.TOO_FAR_AHEAD.text()) || kind.equals(MismatchKind.NOT_FROM_OWNER.text());
    }
}
