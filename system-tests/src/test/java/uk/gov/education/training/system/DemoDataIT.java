package uk.gov.education.training.system;

import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import uk.gov.education.training.launcher.Demo;
import uk.gov.education.training.launcher.DemoSituations;
import uk.gov.education.training.launcher.LocalSystem;
import uk.gov.education.training.localstack.TestTimeouts;

/** The demonstration's data, as ./start loads them and docs/demo-data.md lists them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DemoDataIT {

    private final LocalSystem localSystem = FailureReport.of(
            LocalSystem.onFreePorts(Path.of("").toAbsolutePath().getParent(), Path.of("target/demo-data")));
    private final Demo demo = localSystem.startWithPeople(true);

    @AfterAll
    void stop() {
        localSystem.close();
    }

    List<DemoSituations> leadProviders() {
        return DemoSituations.all();
    }

    @ParameterizedTest
    @MethodSource("leadProviders")
    void everyListedIdIsInItsSituation(DemoSituations situations) {
        SituationChecks checks = SituationChecks.of(situations, demo);

        await().atMost(TestTimeouts.LATER)
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(500))
                .untilAsserted(() -> {
                    checks.participants();
                    checks.mentors();
                    checks.transfers();
                    checks.schools();
                    checks.declarations();
                });
        checks.resumptions();
        checks.cohortChange();
    }
}
