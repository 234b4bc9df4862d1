package uk.gov.education.training.localstack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The embedded servers of a test JVM. */
record EmbeddedServers(KafkaBroker broker, Postgres postgres) {

    // Quarkus may load this class once per test profile, but only this property once per JVM.
    private static final String DIRECTORY = EmbeddedServers.class.getName() + ".directory";

    static EmbeddedServers get() {
        return Holder.SERVERS;
    }

    private static EmbeddedServers find() {
        synchronized (System.getProperties()) {
            var directory = System.getProperty(DIRECTORY);
            return directory == null ? startNew() : in(Path.of(directory));
        }
    }

    private static EmbeddedServers startNew() {
        try {
            var directory = Files.createTempDirectory("training-test-");
            var servers = in(directory);
            Runtime.getRuntime().addShutdownHook(new Thread(() -> servers.vanish(directory)));
            servers.broker.start();
            servers.postgres.start();
            servers.broker.awaitReady();
            System.setProperty(DIRECTORY, directory.toString());
            return servers;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static EmbeddedServers in(Path directory) {
        return new EmbeddedServers(
                new KafkaBroker(directory.resolve("kafka"), 0), new Postgres(directory.resolve("postgres"), 0));
    }

    private void vanish(Path directory) {
        broker.kill();
        postgres.kill();
        Directories.delete(directory);
    }

    private static final class Holder {
        static final EmbeddedServers SERVERS = find();
    }
}
