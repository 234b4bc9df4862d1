package uk.gov.education.training.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import uk.gov.education.training.local.Demo;
import uk.gov.education.training.local.Running;

/** The whole system as processes of their own, started once for all tests of this JVM. Data and logs: target/system. */
final class TheSystem {

    private static final Running RUNNING;
    private static final Demo DEMO;

    static {
        Path project = Path.of("").toAbsolutePath().getParent();
        Path data = Path.of("target/system").toAbsolutePath();
        try {
            Files.createDirectories(data);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        RUNNING = Running.onFreePorts(project, data);
        Runtime.getRuntime().addShutdownHook(new Thread(RUNNING::close));
        DEMO = RUNNING.start(true);
    }

    private TheSystem() {}

    static Running running() {
        return RUNNING;
    }

    static Demo demo() {
        return DEMO;
    }
}
