package uk.gov.education.training.localstack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.logging.Level;
import java.util.logging.Logger;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;

/** Runs the broker in a process of its own. The only argument is a file of broker properties. */
final class BrokerMain {

    // Kept reachable, or the level is lost with it.
    private static final Logger ROOT = Logger.getLogger("");

    private BrokerMain() {}

    public static void main(String[] arguments) throws Exception {
        // At INFO a broker logs every segment that it rolls or cleans.
        ROOT.setLevel(Level.WARNING);

        var properties = new Properties();
        try (var in = Files.newInputStream(Path.of(arguments[0]))) {
            properties.load(in);
        }
        formatIfNew(properties);

        var server = new KafkaRaftServer(new KafkaConfig(properties), Time.SYSTEM);
        Runtime.getRuntime().addShutdownHook(new Thread(server::shutdown));
        server.startup();
        server.awaitShutdown();
    }

    private static void formatIfNew(Properties properties) throws Exception {
        var directory = Path.of(properties.getProperty("log.dirs"));
        if (isFormatted(directory)) {
            return;
        }
        new Formatter()
                .setPrintStream(System.out)
                .setClusterId(Uuid.randomUuid().toString())
                .setNodeId(Integer.parseInt(properties.getProperty("node.id")))
                .setControllerListenerName(properties.getProperty("controller.listener.names"))
                .setReleaseVersion(MetadataVersion.latestProduction())
                .addDirectory(directory.toString())
                .setMetadataLogDirectory(directory.toString())
                .run();
    }

    private static boolean isFormatted(Path directory) throws IOException {
        Files.createDirectories(directory);
        return Files.exists(directory.resolve("meta.properties"));
    }
}
