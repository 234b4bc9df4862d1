package uk.gov.education.training.localstack;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * A real Postgres with durable commits: acknowledged data survives {@link #kill()} and a restart on the same data. It
 * ends with this JVM.
 *
 * <p>Two objects on the same directory are handles to the same server.
 */
public final class Postgres implements ManagedProcess {

    private static final Duration STARTS_WITHIN = TestTimeouts.LATER;
    private static final Duration STOPS_WITHIN = Duration.ofSeconds(30);

    // Our exceptions and the server's own log have the same. The field keeps the logger, and so its level, alive.
    private static final Logger EMBEDDED = Logger.getLogger("io.zonky.test.db.postgres.embedded");

    static {
        EMBEDDED.setLevel(Level.OFF);
    }

    private final Path directory;
    private final PostgresServer server;
    private final PidFile pidFile;

    /** @param port 0 for a free one, which the directory keeps */
    public Postgres(Path directory, int port) {
        this.directory = directory.toAbsolutePath().normalize();
        this.server = new PostgresServer("127.0.0.1", Ports.keptIn(this.directory, port), "postgres", "postgres");
        this.pidFile = new PidFile(data().resolve("postmaster.pid"), data().toString());
    }

    /** Starts the server, after stopping one that a killed JVM left on this directory. It is ready on return. */
    @Override
    public void start() {
        stop();
        prepareDirectory();
        var log = ProcessBuilder.Redirect.appendTo(log().toFile());
        try {
            EmbeddedPostgres.builder()
                    .setDataDirectory(data())
                    .setCleanDataDirectory(false)
                    // All such hooks run at once, but Postgres must outlive those who use it.
                    .setRegisterShutdownHook(false)
                    .setPort(server.port())
                    .setPGStartupWait(STARTS_WITHIN)
                    .setOutputRedirector(log)
                    .setErrorRedirector(log)
                    // The same order of text on every operating system.
                    .setLocaleConfig("locale", "C")
                    .setLocaleConfig("locale-provider", "builtin")
                    .setLocaleConfig("builtin-locale", "C.UTF-8")
                    // Durable: the library turns both off, and a test that kills Postgres would lie.
                    .setServerConfig("fsync", "on")
                    .setServerConfig("synchronous_commit", "on")
                    .setServerConfig("listen_addresses", "127.0.0.1")
                    .setServerConfig("unix_socket_directories", "")
                    .setServerConfig("max_connections", "200")
                    .setServerConfig("shared_buffers", "128MB")
                    .setServerConfig("wal_level", "minimal")
                    .setServerConfig("max_wal_senders", "0")
                    .setServerConfig("max_worker_processes", "2")
                    .setServerConfig("max_parallel_workers_per_gather", "0")
                    .setServerConfig("jit", "off")
                    .setServerConfig("log_checkpoints", "off")
                    .start();
        } catch (IOException | RuntimeException e) {
            throw new IllegalStateException("Postgres did not start; see " + log(), e);
        }
        OrphanGuard.over(process());
    }

    /** Stops the server cleanly, if it is running, without waiting for its clients. */
    @Override
    public void stop() {
        pidFile.process().ifPresent(process -> {
            ChildProcess.signal("INT", process);
            if (!ChildProcess.ended(process, STOPS_WITHIN)) {
                kill();
            }
        });
    }

    /**
     * Kills all of its processes with {@code kill -9}. Their shared memory is free on return, so that a restart
     * succeeds.
     */
    public void kill() {
        pidFile.process().ifPresent(postmaster -> {
            var backends = postmaster.descendants().toList();
            postmaster.destroyForcibly();
            backends.forEach(ProcessHandle::destroyForcibly);
            ChildProcess.kill(postmaster);
            backends.forEach(ChildProcess::kill);
        });
    }

    public void restart() {
        start();
    }

    @Override
    public boolean isRunning() {
        return pidFile.process().isPresent();
    }

    public long pid() {
        return process().pid();
    }

    public void createDatabaseIfAbsent(String name) {
        server.createDatabaseIfAbsent(name);
    }

    public String jdbcUrl(String database) {
        return server.jdbcUrl(database);
    }

    /** The value of {@code quarkus.datasource.reactive.url}. */
    public String reactiveUrl(String database) {
        return server.reactiveUrl(database);
    }

    /** The address for other clients than Java: append a slash and the name of a database. */
    public String address() {
        return "postgresql://" + server.user() + ":" + server.password() + "@" + server.host() + ":" + server.port();
    }

    public String user() {
        return server.user();
    }

    public String password() {
        return server.password();
    }

    @Override
    public String name() {
        return "Postgres";
    }

    @Override
    public Path log() {
        return directory.resolve("postgres.log");
    }

    public int port() {
        return server.port();
    }

    public PostgresServer server() {
        return server;
    }

    private Path data() {
        return directory.resolve("data");
    }

    private ProcessHandle process() {
        return pidFile.process().orElseThrow(() -> new IllegalStateException("Postgres is not running"));
    }

    private void prepareDirectory() {
        try {
            // Only a server that once ran leaves this file: without it, initdb was cut off and has to begin anew.
            if (!Files.exists(data().resolve("postmaster.opts"))) {
                Directories.delete(data());
            }
            Files.createDirectories(data());
            // Nothing runs here any more (see start), whatever these say.
            pidFile.delete();
            Files.deleteIfExists(data().resolve("epg-lock"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
