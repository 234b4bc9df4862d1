package uk.gov.education.training.system.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;
import uk.gov.education.training.local.Running;

/**
 * The hostile run, as short as its least counts allow. What it did is printed; {@code -Dhostile.seed=N} does the same
 * again.
 */
class HostileRunIT {

    @Test
    void nothingFromOutsideStopsTheSystem() throws Exception {
        Path data = Path.of("target/hostile").toAbsolutePath();
        Files.createDirectories(data);
        try (Running running = Running.onFreePorts(Path.of("").toAbsolutePath().getParent(), data)) {
            Plan plan = Plan.shortest(
                    Long.getLong("hostile.seed", ThreadLocalRandom.current().nextLong(Integer.MAX_VALUE)));

            List<String> found = new HostileRun(running, running.start(true), plan).run();

            assertThat(found).as("seed " + plan.seed()).isEmpty();
        }
    }
}
