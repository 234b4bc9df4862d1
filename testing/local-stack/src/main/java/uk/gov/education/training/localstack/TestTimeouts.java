package uk.gov.education.training.localstack;

import java.time.Duration;

/**
 * Timeouts for what another process or thread does: long, because only a failure takes that long, and longer on a slow
 * machine. All tests and the launcher use these.
 */
public final class TestTimeouts {

    /** For one step: a response, a consumed event, a page that shows it. */
    public static final Duration SOON = MachineSpeed.scaled(Duration.ofSeconds(60));

    /** For several steps, or the restart of a server. */
    public static final Duration LATER = MachineSpeed.scaled(Duration.ofMinutes(2));

    private TestTimeouts() {}

    /** Scales a timeout to this machine. */
    public static Duration of(Duration usual) {
        return MachineSpeed.scaled(usual);
    }
}
