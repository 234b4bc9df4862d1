package uk.gov.education.training.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class PatienceTest {

    @Test
    void waitsAreNeverShorterThanWhereTheyWereChosenAndNotEndlessEither() {
        assertThat(Patience.of(Duration.ofSeconds(10))).isBetween(Duration.ofSeconds(10), Duration.ofSeconds(60));
        assertThat(Patience.LATER).isGreaterThan(Patience.SOON);
    }
}
