package uk.gov.education.training.schedule;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static uk.gov.education.training.localstack.TestTimeouts.SOON;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import uk.gov.education.training.testsupport.ServiceIT;

/** The metrics that only this service has. */
@ServiceIT
class MetricsIT {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "events_published_total{topic=\"contract-periods\"",
                "schedules_unassigned{reason=\"no-such-schedule\""
            })
    void metricsHaveTheNamesInTheDashboards(String series) {
        await().atMost(SOON).untilAsserted(() -> assertThat(
                        given().get("/q/metrics").asString().lines())
                .anySatisfy(line -> assertThat(line).startsWith(series)));
    }
}
