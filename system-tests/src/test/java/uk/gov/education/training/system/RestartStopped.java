package uk.gov.education.training.system;

import static org.awaitility.Awaitility.await;
import static uk.gov.education.training.localstack.TestTimeouts.LATER;

import uk.gov.education.training.launcher.LocalSystem;
import uk.gov.education.training.launcher.Service;

/** Restarts the stopped parts of a system after a test, even if the test failed. */
final class RestartStopped {

    private RestartStopped() {}

    /** Starts every process that is not running, and waits until every service is ready. */
    static void in(LocalSystem system) {
        if (!system.postgres().isRunning()) {
            system.postgres().restart();
        }
        if (!system.kafka().isRunning()) {
            system.kafka().restart();
        }
        for (Service service : Service.values()) {
            if (!system.service(service).isRunning()) {
                system.service(service).start();
            }
        }
        for (Service service : Service.values()) {
            RestClient health = new RestClient(system.service(service).address(), "no token");
            await().atMost(LATER)
                    .ignoreExceptionsInstanceOf(RuntimeException.class)
                    .until(() -> health.get("/q/health/ready").status() == 200);
        }
    }
}
