package uk.gov.education.training.localstack;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class TestTimeoutsTest {

    @Test
    void waitsAreNeverShorterThanChosenAndNeverEndless() {
        assertThat(TestTimeouts.of(Duration.ofSeconds(10))).isBetween(Duration.ofSeconds(10), Duration.ofSeconds(60));
        assertThat(TestTimeouts.LATER).isGreaterThan(TestTimeouts.SOON);
    }
}
