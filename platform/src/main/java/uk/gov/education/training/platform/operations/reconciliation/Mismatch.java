package uk.gov.education.training.platform.operations.reconciliation;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.platform.operations.reconciliation.domain.MismatchKind;

/**
 * Something that the service holds otherwise than its topics say.
 *
 * @param topic null if it is about no topic in particular
 * @param kind as {@link MismatchKind} has it
 * @param storedVersion null if nothing is held
 * @param topicVersion null if the topic says nothing
 * @param resolvedAt when a later check found it gone
 */
public record Mismatch(
        @Nullable String topic,
        String key,
        String kind,
        @Nullable Long storedVersion,
        @Nullable Long topicVersion,
        String detail,
        @Nullable Instant resolvedAt) {

    /** Whether it is for the topic's owner to put right. */
    boolean isOwners() {
        return kind.equals(MismatchKind.TOO_FAR_AHEAD.text()) || kind.equals(MismatchKind.NOT_FROM_OWNER.text());
    }
}
