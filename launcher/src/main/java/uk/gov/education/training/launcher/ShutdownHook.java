package uk.gov.education.training.launcher;

/** The end of the launcher, by a signal or by a failure: everything stops in order. */
final class ShutdownHook {

    private final LocalSystem localSystem;
    private volatile boolean begun;
    private volatile int exitCode;

    ShutdownHook(LocalSystem localSystem) {
        this.localSystem = localSystem;
    }

    boolean hasBegun() {
        return begun;
    }

    void failed() {
        exitCode = 1;
    }

    /** Runs as a shutdown hook. It halts the JVM, whose own exit code after a signal would not be 0. */
    void run() {
        begun = true;
        if (exitCode == 0) {
            System.out.println("Stopping");
        }
        try {
            localSystem.stop();
        } finally {
            System.out.flush();
            System.err.flush();
            Runtime.getRuntime().halt(exitCode);
        }
    }
}
