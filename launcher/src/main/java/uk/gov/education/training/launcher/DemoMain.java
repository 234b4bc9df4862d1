package uk.gov.education.training.launcher;

import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import uk.gov.education.training.localstack.StartupException;

/**
 * Loads the demonstration into services that run as containers, and ends: {@code deploy/compose}. It finds a service by
 * its name and port, and says the addresses that the machine outside publishes.
 */
final class DemoMain {

    private static final String USAGE = """
            Usage: DemoMain <file>

            Loads the demo data into ready services, and writes addresses and tokens to the file. Set POSTGRES (host and
            port), POSTGRES_USER, POSTGRES_PASSWORD and TRAINING_SCHOOL_UPDATES_TOKEN, the token of provider-api-service.
            """;

    private DemoMain() {}

    public static void main(String[] arguments) {
        if (arguments.length != 1) {
            System.err.print(USAGE);
            System.exit(2);
        }
        try {
            var file = Path.of(arguments[0]);
            new StartupBanner(load(file, System.getenv()), "Tools find all this in " + file + ".").print();
        } catch (StartupException e) {
            System.err.println(e.getMessage());
            System.exit(1);
        }
    }

    private static Demo load(Path file, Map<String, String> environment) {
        var postgres = setting(environment, "POSTGRES");
        var user = setting(environment, "POSTGRES_USER");
        var password = setting(environment, "POSTGRES_PASSWORD");
        var databases =
                new Databases(service -> "jdbc:postgresql://" + postgres + "/" + service.database(), user, password);
        if (!Files.exists(file)) {
            Demo.create(
                            "localhost:" + LocalSystem.KAFKA_PORT,
                            "postgresql://" + user + ":" + password + "@localhost:" + LocalSystem.POSTGRES_PORT,
                            service -> "http://localhost:" + service.port())
                    .write(file);
        }
        try (var http =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            var loader = new DemoLoader(
                    http,
                    databases,
                    service -> "http://" + service.module() + ":" + service.port(),
                    setting(environment, "TRAINING_SCHOOL_UPDATES_TOKEN"),
                    file);
            var demo = loader.load();
            loader.loadPeopleOnce(demo);
            return demo;
        }
    }

    private static String setting(Map<String, String> environment, String name) {
        var value = environment.get(name);
        if (value == null || value.isBlank()) {
            throw new StartupException("Set the environment variable " + name + ".\n\n" + USAGE);
        }
        return value;
    }
}
