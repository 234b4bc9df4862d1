package uk.gov.education.training.system;

import static org.awaitility.Awaitility.await;
import static uk.gov.education.training.localstack.TestTimeouts.LATER;

import uk.gov.education.training.launcher.LocalSystem;
import uk.gov.education.training.launcher.Service;

/** Makes a system whole again after a test that kills parts of it, however that test ended. */
final class Whole {

    private Whole() {}

    /** Starts what does not run, and returns once every service is ready. */
    static void again(LocalSystem system) {
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
            RestClient health = new RestClient(system.service(service).address(), "nobody's");
            await().atMost(LATER)
                    .ignoreExceptionsInstanceOf(RuntimeException.class)
                    .until(() -> health.get("/q/health/ready").status() == 200);
        }
    }
}
