package uk.gov.education.training.system.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;
import uk.gov.education.training.launcher.LocalSystem;

/** The shortest hostile run that the minimum counts allow. Prints its seed; {@code -Dhostile.seed=N} repeats it. */
class HostileRunIT {

    @Test
    void systemSurvivesHostileInput() throws Exception {
        Path data = Path.of("target/hostile").toAbsolutePath();
        Files.createDirectories(data);
        try (LocalSystem localSystem =
                LocalSystem.onFreePorts(Path.of("").toAbsolutePath().getParent(), data)) {
            RunOptions runOptions = RunOptions.shortest(
                    Long.getLong("hostile.seed", ThreadLocalRandom.current().nextLong(Integer.MAX_VALUE)));

            List<String> found = new HostileRun(localSystem, localSystem.start(true), runOptions).run();

            assertThat(found).as("seed " + runOptions.seed()).isEmpty();
        }
    }
}
