package uk.gov.education.training.platform.operations.reconciliation.domain;

import org.jspecify.annotations.Nullable;

/**
 * The state of a key on its topic, as the owner needs it to republish the key.
 *
 * @param highest the highest version that any consumer can have accepted, even before a tombstone; 0 for none
 * @param version the version that a new consumer accepts; 0 if there is none, or a tombstone deleted the key
 * @param snapshot the snapshot of that version
 * @param fingerprint a hash of that snapshot
 * @param republishedLast whether the owner republished that version, and no record came after it
 * @param hasUnreadable whether there are records that no consumer accepts
 */
public record TopicKeyState(
        long highest,
        long version,
        @Nullable String snapshot,
        long fingerprint,
        boolean republishedLast,
        boolean hasUnreadable) {

    public static final TopicKeyState NONE = new TopicKeyState(0, 0, null, 0, false, false);

    /** The state after a message that a new consumer accepts. */
    public TopicKeyState changed(long newVersion, String newSnapshot, long newFingerprint, boolean republished) {
        return newVersion > version
                ? new TopicKeyState(
                        Math.max(highest, newVersion),
                        newVersion,
                        newSnapshot,
                        newFingerprint,
                        republished && newVersion > highest,
                        hasUnreadable)
                : new TopicKeyState(
                        highest,
                        version,
                        snapshot,
                        fingerprint,
                        republishedLast && newVersion == version,
                        hasUnreadable);
    }

    /** The state after a record that no consumer accepts. */
    public TopicKeyState unreadable() {
        return new TopicKeyState(highest, version, snapshot, fingerprint, false, true);
    }

    public TopicKeyState deleted() {
        return new TopicKeyState(highest, 0, null, 0, false, false);
    }

    /** Whether a new consumer accepts a version of the key. */
    public boolean exists() {
        return version > 0;
    }

    /** Whether the last record is the owner's republication of this version and content. */
    public boolean isRepublished(long sameVersion, long sameFingerprint) {
        return republishedLast && version == sameVersion && fingerprint == sameFingerprint;
    }
}
