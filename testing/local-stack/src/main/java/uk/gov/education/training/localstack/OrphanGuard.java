package uk.gov.education.training.localstack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Stops a process when this JVM ends, in whatever way: a shell waits for the end of its input, which the operating
 * system closes even after a {@code kill -9} of this JVM.
 */
final class OrphanGuard {

    // Postgres wants INT for a fast shutdown, and a JVM takes it as it takes TERM.
    private static final String SCRIPT =
            "trap '' INT HUP TERM; read -r end; kill -INT \"$0\" 2>/dev/null; kill -TERM \"$0\"";

    // Kept reachable: the collection of a Process closes the pipe to it.
    private static final Set<Process> WAITING = ConcurrentHashMap.newKeySet();

    private OrphanGuard() {}

    static void over(ProcessHandle guarded) {
        try {
            var shell = new ProcessBuilder("sh", "-c", SCRIPT, Long.toString(guarded.pid()))
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            WAITING.add(shell);
            // A guard must not outlive what it guards: the process id may be given to another.
            var _ = guarded.onExit().thenRun(() -> {
                shell.destroyForcibly();
                WAITING.remove(shell);
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
