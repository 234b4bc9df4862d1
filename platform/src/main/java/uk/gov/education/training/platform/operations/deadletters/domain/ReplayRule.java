package uk.gov.education.training.platform.operations.deadletters.domain;

import java.util.Optional;
import uk.gov.education.training.platform.operations.reconciliation.domain.KeyState;

/**
 * Decides whether a record may be published to its topic again. The record becomes the last one of its key, and the
 * only one after compaction. So the topic must have nothing newer, not even a record that this service could not use.
 */
public final class ReplayRule {

    /** The offset of a record whose key was edited. */
    public static final long NO_ORIGIN = -1;

    private ReplayRule() {}

    /**
     * The reason why a message is superseded; empty if it is not.
     *
     * @param version the message's version
     * @param origin its offset on the topic
     * @param onTopic the state of its key on the topic
     * @param stored the version that the service has stored; 0 for none
     */
    public static Optional<String> superseded(long version, long origin, KeyState onTopic, long stored) {
        if (stored >= version) {
            return Optional.of("Version " + stored + " is already stored; this is version " + version + ".");
        }
        if (onTopic.version() > version) {
            return Optional.of(
                    "Version " + onTopic.version() + " is already on the topic; this is version " + version + ".");
        }
        return onTopic.isDeleted() && onTopic.offset() > origin
                ? Optional.of("A tombstone has deleted the key since.")
                : Optional.empty();
    }

    /** The reason why a tombstone is superseded; empty if it is not. */
    public static Optional<String> tombstoneSuperseded(long origin, KeyState onTopic, long stored) {
        if (stored == 0) {
            return Optional.of("Nothing is stored about the key.");
        }
        return onTopic.exists() && onTopic.offset() > origin
                ? Optional.of("A newer record of the key is on the topic: version " + onTopic.version() + ".")
                : Optional.empty();
    }
}
