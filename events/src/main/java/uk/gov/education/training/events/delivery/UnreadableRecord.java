package uk.gov.education.training.events.delivery;

/** A record that will never be readable, however often it is tried. */
public final class UnreadableRecord extends Exception {

    private final String reason;

    public UnreadableRecord(String reason, String detail) {
        super(detail);
        this.reason = reason;
    }

    UnreadableRecord(String reason, String detail, Throwable cause) {
        super(detail, cause);
        this.reason = reason;
    }

    public String reason() {
        return reason;
    }

    /** Whether its version is one that the key's owner can't have counted. */
    public boolean isTooFarAhead() {
        return reason.equals(KnownVersions.VERSION);
    }
}
