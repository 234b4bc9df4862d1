package uk.gov.education.training.localstack;

import java.nio.file.Path;

/** A process of the running system. The launcher restarts it when it ends. */
public interface ManagedProcess {

    String name();

    /** The log file. */
    Path log();

    boolean isRunning();

    /** Starts the process on its existing data. It may not be ready on return. */
    void start();

    void stop();
}
