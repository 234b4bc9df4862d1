package uk.gov.education.training.localstack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A file whose first line is the id of a server's process. It finds the server again from another class loader, as
 * Quarkus has in tests, or from another JVM after the one that started it was killed.
 *
 * @param mark what the server's command line contains, since the id in an old file may be another process's by now
 */
record PidFile(Path file, String mark) {

    void write(long pid) {
        try {
            Files.writeString(file, Long.toString(pid));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The process, if it runs. A zombie has no command line, and so counts as gone. */
    Optional<ProcessHandle> process() {
        return pid().flatMap(ProcessHandle::of).filter(process -> process.info()
                .commandLine()
                .filter(line -> line.contains(mark))
                .isPresent());
    }

    void delete() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Optional<Long> pid() {
        try (var lines = Files.lines(file)) {
            return lines.findFirst().filter(line -> line.matches("\\d+")).map(Long::valueOf);
        } catch (IOException | UncheckedIOException e) {
            return Optional.empty();
        }
    }
}
