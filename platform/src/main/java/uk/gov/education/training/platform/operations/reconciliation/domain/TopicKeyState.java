package uk.gov.education.training.platform.operations.reconciliation.domain;

import org.jspecify.annotations.Nullable;

/**
 * What lies on a topic about a key, for its owner who is to speak above it.
 *
 * @param highest the highest version that any reader can have taken, also before an end; 0 for none
 * @param version that a reader takes who begins now; 0 if the key has ended, or nothing was ever said of it
 * @param snapshot of that version
 * @param fingerprint of that snapshot
 * @param isLastWord whether the owner has republished that version, and nothing came after it
 * @param hasUnreadable whether there is something that no reader can take
 */
public record TopicKeyState(
        long highest,
        long version,
        @Nullable String snapshot,
        long fingerprint,
        boolean isLastWord,
        boolean hasUnreadable) {

    public static final TopicKeyState NOTHING = new TopicKeyState(0, 0, null, 0, false, false);

    /** After a message that a reader can take, at least one that begins now. */
    public TopicKeyState said(long newVersion, String newSnapshot, long newFingerprint, boolean republished) {
        return newVersion > version
                ? new TopicKeyState(
                        Math.max(highest, newVersion),
                        newVersion,
                        newSnapshot,
                        newFingerprint,
                        republished && newVersion > highest,
                        hasUnreadable)
                : new TopicKeyState(
                        highest, version, snapshot, fingerprint, isLastWord && newVersion == version, hasUnreadable);
    }

    /** After a record that no reader can take. */
    public TopicKeyState unreadable() {
        return new TopicKeyState(highest, version, snapshot, fingerprint, false, true);
    }

    public TopicKeyState ended() {
        return new TopicKeyState(highest, 0, null, 0, false, false);
    }

    /** Whether a reader takes something of the key. */
    public boolean isThere() {
        return version > 0;
    }

    /** Whether the owner's last word is just this, and nobody has said anything since. */
    public boolean isRepublished(long sameVersion, long sameFingerprint) {
        return isLastWord && version == sameVersion && fingerprint == sameFingerprint;
    }
}
