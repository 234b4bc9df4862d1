package uk.gov.education.training.platform.operations.deadletters.domain;

import java.util.Optional;
import uk.gov.education.training.platform.operations.reconciliation.domain.KeyState;

/**
 * Whether a record may be published to its topic again. It becomes the key's last one there, and after compaction the
 * only one: so nothing newer may be on the topic, whether this service could use it or not.
 */
public final class ReplayRule {

    /** Of a record whose key was not the one that it is replayed with. */
    public static final long NO_ORIGIN = -1;

    private ReplayRule() {}

    /**
     * Why a message would not be applied; empty if it would.
     *
     * @param version the message's
     * @param origin its offset on the topic
     * @param onTopic how the key stands there now
     * @param held the version that the service holds, 0 for none
     */
    public static Optional<String> superseded(long version, long origin, KeyState onTopic, long held) {
        if (held >= version) {
            return Optional.of("Version " + held + " is held already; this is version " + version + ".");
        }
        if (onTopic.version() > version) {
            return Optional.of(
                    "Version " + onTopic.version() + " is on the topic already; this is version " + version + ".");
        }
        return onTopic.hasEnded() && onTopic.offset() > origin
                ? Optional.of("The key has ended since.")
                : Optional.empty();
    }

    /** Likewise of a record that ends its key. */
    public static Optional<String> endSuperseded(long origin, KeyState onTopic, long held) {
        if (held == 0) {
            return Optional.of("Nothing is held about the key any more.");
        }
        return onTopic.isThere() && onTopic.offset() > origin
                ? Optional.of("Something was said about the key since: version " + onTopic.version() + ".")
                : Optional.empty();
    }
}
