package uk.gov.education.training.localstack;

import java.nio.file.Path;

/** A process of the running system, which the launcher keeps alive. */
public interface ManagedProcess {

    String name();

    /** Where to look if it fails. */
    Path log();

    boolean isRunning();

    /** Starts it on the data that it left behind; it need not be ready on return. */
    void start();

    void stop();
}
