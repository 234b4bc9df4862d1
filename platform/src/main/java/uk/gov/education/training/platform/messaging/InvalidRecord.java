package uk.gov.education.training.platform.messaging;

/** A record that cannot be read, however often it is tried. */
public final class InvalidRecord extends Exception {

    private final String reason;

    public InvalidRecord(String reason, String detail) {
        super(detail);
        this.reason = reason;
    }

    InvalidRecord(String reason, String detail, Throwable cause) {
        super(detail, cause);
        this.reason = reason;
    }

    public String reason() {
        return reason;
    }

    /** Whether its version is one that the key's owner cannot have reached. */
    public boolean isTooFarAhead() {
        return reason.equals(KnownVersions.VERSION);
    }
}
