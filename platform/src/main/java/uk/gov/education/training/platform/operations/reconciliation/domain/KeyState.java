package uk.gov.education.training.platform.operations.reconciliation.domain;

/**
 * How a key stands on its topic, after some of its records.
 *
 * @param version its newest; 0 if nothing was said of it, or it has ended
 * @param offset of the record that made it so; -1 if there is none
 * @param fingerprint of the snapshot, to compare it by
 */
public record KeyState(long version, long offset, long fingerprint) {

    public static final KeyState NOTHING = new KeyState(0, -1, 0);

    public boolean isThere() {
        return version > 0;
    }

    /** Whether the last word about the key is its end. */
    public boolean hasEnded() {
        return version == 0 && offset >= 0;
    }

    /** After another message: an older version changes nothing. */
    public KeyState said(long newVersion, long at, long newFingerprint) {
        return newVersion > version ? new KeyState(newVersion, at, newFingerprint) : this;
    }

    public KeyState ended(long at) {
        return new KeyState(0, at, 0);
    }
}
