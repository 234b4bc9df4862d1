package uk.gov.education.training.testsupport;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static uk.gov.education.training.localstack.TestTimeouts.SOON;

import java.time.Duration;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Waits before each test until the service is ready: the test before may have stopped what the service needs. */
final class AwaitReadiness implements BeforeEachCallback {

    @Override
    public void beforeEach(ExtensionContext test) {
        await().pollDelay(Duration.ZERO)
                .atMost(SOON)
                .untilAsserted(() -> given().get("/q/health/ready").then().statusCode(200));
    }
}
