package uk.gov.education.training.localstack;

import java.time.Duration;

/**
 * How long to wait for what another process or thread does before giving up: long, for only a failure takes that long,
 * and longer on a slow machine. All tests wait by these, and the launcher, so that none holds only where it was
 * written.
 */
public final class TestTimeouts {

    /** For one step: an answer, an event that is read, a page that shows it. */
    public static final Duration SOON = MachineSpeed.scaled(Duration.ofSeconds(60));

    /** For what takes several steps, or the restart of a server. */
    public static final Duration LATER = MachineSpeed.scaled(Duration.ofMinutes(2));

    private TestTimeouts() {}

    /** A wait that was chosen for the usual machine, as this one needs it. */
    public static Duration of(Duration usual) {
        return MachineSpeed.scaled(usual);
    }
}
