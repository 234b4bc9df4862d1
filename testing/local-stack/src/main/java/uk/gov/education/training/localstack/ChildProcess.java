package uk.gov.education.training.localstack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Child JVMs and other processes: how they start, and how they end. */
public final class ChildProcess {

    // Ctrl-C in a terminal goes to every process of its group. An ignored signal stays ignored across exec, so that
    // only the launcher hears it and can stop its children in the right order.
    private static final String DEAF_TO_THE_TERMINAL = "trap '' INT HUP; exec \"$0\" \"$@\"";

    private ChildProcess() {}

    /**
     * Starts a JVM that ends no later than this one, with the Java that runs this one, appending its output to the log.
     */
    public static Process java(List<String> arguments, Map<String, String> environment, Path log) {
        var command = new ArrayList<>(List.of(
                "sh",
                "-c",
                DEAF_TO_THE_TERMINAL,
                Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        // Netty, Kafka and protobuf use both; Java 25 warns about them at every start.
        command.add("--sun-misc-unsafe-memory-access=allow");
        command.add("--enable-native-access=ALL-UNNAMED");
        command.addAll(arguments);
        try {
            Files.createDirectories(log.toAbsolutePath().getParent());
            var builder = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
            builder.environment().putAll(environment);
            var process = builder.start();
            OrphanGuard.over(process.toHandle());
            return process;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Sends a signal that Java has no call for. */
    public static void signal(String signal, ProcessHandle process) {
        try {
            new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid()))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Asks the process to stop, and kills it if it has not within the given time. */
    public static void stop(ProcessHandle process, Duration patience) {
        process.destroy();
        if (!ended(process, patience)) {
            kill(process);
        }
    }

    public static void kill(ProcessHandle process) {
        process.destroyForcibly();
        ended(process, Duration.ofSeconds(10));
    }

    /**
     * Waits for the end of a process, be it our child or not; false if it lives on. A zombie that nobody reaps, as in
     * many a container, has ended: it has no command line.
     */
    public static boolean ended(ProcessHandle process, Duration patience) {
        long deadline = System.nanoTime() + patience.toNanos();
        while (process.isAlive() && process.info().commandLine().isPresent()) {
            if (System.nanoTime() > deadline) {
                return false;
            }
            pause(Duration.ofMillis(20));
        }
        return true;
    }

    public static void pause(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
