package uk.gov.education.training.launcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import uk.gov.education.training.localstack.StartupException;

/**
 * Lets only one launcher run on a data directory. The operating system always frees the lock when its holder ends. The
 * holder's process id stays in the file if it was killed.
 *
 * <p>All reading and writing goes through the channel that holds the lock: a process loses its lock on a file when it
 * closes another channel on the same file.
 */
final class RunLock {

    private static final int LONGEST_ID = 32;

    private final Path file;
    private final FileChannel channel;
    private final boolean afterCrash;

    private RunLock(Path file, FileChannel channel, boolean afterCrash) {
        this.file = file;
        this.channel = channel;
        this.afterCrash = afterCrash;
    }

    @SuppressWarnings("resource") // Open until the release, because it holds the lock.
    static RunLock take(Path data) {
        var file = data.resolve("lock");
        try {
            Files.createDirectories(data);
            var channel = FileChannel.open(
                    file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            var lock = channel.tryLock();
            var holder = read(channel);
            if (lock == null) {
                throw new StartupException("The system is running already, started by process " + holder
                        + ". Stop it with Ctrl-C in its terminal, or with: kill " + holder);
            }
            write(channel, ProcessHandle.current().pid() + "\n");
            return new RunLock(file, channel, !holder.isEmpty());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether the previous run was killed, so that its servers may still run. */
    boolean afterCrash() {
        return afterCrash;
    }

    Path file() {
        return file;
    }

    void release() {
        try {
            write(channel, "");
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(FileChannel channel) throws IOException {
        var bytes = ByteBuffer.allocate(LONGEST_ID);
        channel.read(bytes, 0);
        return StandardCharsets.UTF_8.decode(bytes.flip()).toString().strip();
    }

    private static void write(FileChannel channel, String text) throws IOException {
        channel.truncate(0);
        channel.write(StandardCharsets.UTF_8.encode(text), 0);
    }
}
