package uk.gov.education.training.localstack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Starts and stops child JVMs and other processes. */
public final class ChildProcess {

    // Ctrl-C in a terminal goes to every process of its group. An ignored signal stays ignored across exec, so that
    // only the launcher hears it and can stop its children in the right order.
    private static final String DEAF_TO_THE_TERMINAL = "trap '' INT HUP; exec \"$0\" \"$@\"";

    private ChildProcess() {}

    /** Starts a JVM with the same Java, appending its output to the log. It ends no later than this JVM. */
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

    /** Sends a signal for which Java has no method. */
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

    /** Asks the process to stop, and kills it after the timeout. */
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
     * Waits for the end of a process, also of one that is not our child. Returns false if it is still running. A zombie
     * has ended: it has no command line.
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
