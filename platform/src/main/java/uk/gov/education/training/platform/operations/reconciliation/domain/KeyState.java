package uk.gov.education.training.platform.operations.reconciliation.domain;

/**
 * The state of a key on its topic, after some of its records.
 *
 * @param version the newest version; 0 if there is none, or a tombstone deleted the key
 * @param offset the offset of the record that led to this state; -1 if there is none
 * @param fingerprint a hash of the snapshot
 */
public record KeyState(long version, long offset, long fingerprint) {

    public static final KeyState NONE = new KeyState(0, -1, 0);

    public boolean exists() {
        return version > 0;
    }

    /** Whether the last record of the key is a tombstone. */
    public boolean isDeleted() {
        return version == 0 && offset >= 0;
    }

    /** The state after another message. An older version changes nothing. */
    public KeyState changed(long newVersion, long at, long newFingerprint) {
        return newVersion > version ? new KeyState(newVersion, at, newFingerprint) : this;
    }

    public KeyState deleted(long at) {
        return new KeyState(0, at, 0);
    }
}
