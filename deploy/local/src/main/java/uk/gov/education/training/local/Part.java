package uk.gov.education.training.local;

import java.nio.file.Path;

/** A process of the running system that the {@link Launcher} keeps alive. */
interface Part {

    String name();

    /** Where to look if it fails. */
    Path log();

    boolean isRunning();

    /** Starts it on the data that it left behind; it need not be ready on return. */
    void start();

    void stop();
}
