package uk.gov.education.training.launcher;

import java.nio.file.Path;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import uk.gov.education.training.localstack.StartupException;

/** Runs the whole system in the foreground: {@code ./start}. Its working directory is the project's. */
final class Launcher {

    private static final String USAGE = """
            Usage: ./start [--fresh]

            Builds missing modules and runs the whole system until Ctrl-C: Kafka, Postgres, the four services and
            the operations console, with demo data. Prints "ready" once every service is healthy, then addresses
            and tokens. Data and logs are in .data/ and survive a restart. Tools can read .data/demo.json.

              --fresh   delete .data/ first and begin empty
              --help    this text
            """;

    private static final String LAST_LINE =
            "Tools find all this in .data/demo.json. Logs are in .data/logs. Ctrl-C stops everything.";

    // Libraries log warnings while servers start and stop. A logger that nothing refers to would lose its level.
    private static final Logger ROOT = Logger.getLogger("");

    private Launcher() {}

    public static void main(String[] arguments) {
        var options = List.of(arguments);
        if (options.contains("--help") || options.contains("-h")) {
            System.out.print(USAGE);
            return;
        }
        if (!List.of("--fresh").containsAll(options)) {
            System.err.print(USAGE);
            System.exit(2);
        }
        ROOT.setLevel(Level.OFF);
        try {
            run(options.contains("--fresh"));
        } catch (StartupException e) {
            System.err.println(e.getMessage());
            System.exit(1);
        } catch (RuntimeException e) {
            e.printStackTrace();
            System.exit(1);
        }
    }

    private static void run(boolean fresh) {
        var project = Path.of("").toAbsolutePath();
        var localSystem = new LocalSystem(project, project.resolve(".data"));
        var shutdownHook = new ShutdownHook(localSystem);
        Runtime.getRuntime().addShutdownHook(new Thread(shutdownHook::run));
        try {
            var demo = localSystem.startWithPeople(fresh);
            new StartupBanner(demo, LAST_LINE).print();
            localSystem.watch();
        } catch (RuntimeException e) {
            if (shutdownHook.hasBegun()) {
                // The servers are stopping, so every wait for them fails.
                return;
            }
            shutdownHook.failed();
            throw e;
        }
    }
}
