package uk.gov.education.training.localstack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A file with a server's process id in its first line. Finds the server again from another class loader, as Quarkus
 * uses in tests, or from another JVM after the one that started it was killed.
 *
 * @param mark a part of the server's command line, because another process may have the id of an old file by now
 */
record PidFile(Path file, String mark) {

    void write(long pid) {
        try {
            Files.writeString(file, Long.toString(pid));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The process, if it is running. A zombie does not count: it has no command line. */
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
