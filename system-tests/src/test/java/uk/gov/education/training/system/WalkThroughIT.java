package uk.gov.education.training.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import uk.gov.education.training.launcher.LocalSystem;
import uk.gov.education.training.localstack.TestTimeouts;

/**
 * Runs the commands of docs/walk-through.md in order, in one shell beside a new system, and compares what they print
 * with what the page shows. What they printed is in target/walk-through/printed.md.
 */
class WalkThroughIT {

    private static final Path PROJECT = Path.of("..").toAbsolutePath().normalize();
    private static final Path FOLDER = Path.of("target/walk-through").toAbsolutePath();
    private static final Path PRINTED = FOLDER.resolve("printed.md");
    private static final Duration AFTER_A_FAILURE = Duration.ofSeconds(5);
    private static final Duration BETWEEN_RUNS = Duration.ofMillis(200);

    // The page shows how many requests a token has left.
    private static final Map<String, String> PRODUCTION_LIMIT = Map.of("TRAINING_RATE_LIMIT_REQUESTS", "1000");

    private final ExpectedOutput expectedOutput = new ExpectedOutput();
    private final SoftAssertions failures = new SoftAssertions();

    @Test
    void commandsPrintWhatThePageShows() throws IOException {
        List<WalkThroughStep> steps = WalkThroughStep.read(Files.readAllLines(PROJECT.resolve("docs/walk-through.md")));
        assertThat(steps).isNotEmpty();
        prepareFolder();

        try (LocalSystem system =
                        FailureReport.of(LocalSystem.onFreePorts(PROJECT, FOLDER.resolve(".data"), PRODUCTION_LIMIT));
                BashShell shell = new BashShell(FOLDER)) {
            system.startWithPeople(true);
            for (WalkThroughStep step : steps) {
                run(step, shell);
            }
        }

        failures.assertAll();
    }

    /** The commands run in a folder that looks like the project, with the data of this system. */
    private static void prepareFolder() throws IOException {
        Files.createDirectories(FOLDER);
        Path launcher = FOLDER.resolve("launcher");
        Files.deleteIfExists(launcher);
        Files.createSymbolicLink(launcher, PROJECT.resolve("launcher"));
        Files.writeString(PRINTED, "");
    }

    private void run(WalkThroughStep step, BashShell shell) throws IOException {
        Duration patience = failures.errorsCollected().isEmpty() ? TestTimeouts.LATER : AFTER_A_FAILURE;
        long deadline = System.nanoTime() + patience.toNanos();
        String printed = shell.run(step.commands());
        boolean asShown = expectedOutput.matches(step.output(), printed);
        while (!asShown && step.repeatable() && System.nanoTime() < deadline) {
            LockSupport.parkNanos(BETWEEN_RUNS.toNanos());
            printed = shell.run(step.commands());
            asShown = expectedOutput.matches(step.output(), printed);
        }
        Files.writeString(
                PRINTED,
                Files.readString(PRINTED) + step.line() + (asShown ? "" : " DIFFERS") + "\n" + step.commands()
                        + "\n---\n" + printed + "\n\n");
        failures.assertThat(asShown)
                .as(
                        "docs/walk-through.md:%d%n%s%nshows:%n%s%nprinted:%n%s",
                        step.line(), step.commands(), step.output(), printed)
                .isTrue();
    }
}
