package uk.gov.education.training.events.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Unknown tokens, and where they come from. */
class AttemptsTest {

    private static final Origin HERE = Origin.of("192.0.2.1");
    private static final Origin ELSEWHERE = Origin.of("192.0.2.2");

    private final AtomicLong now = new AtomicLong();
    private final Attempts attempts = new Attempts(3, Duration.ofMinutes(5), now::get);

    private void pass(Duration time) {
        now.addAndGet(time.toNanos());
    }

    @Test
    void addressThatHasTriedTooOftenWaitsUntilItsWindowEnds() {
        attempts.count(HERE);
        attempts.count(HERE);
        assertThat(attempts.delay(HERE)).isEmpty();

        pass(Duration.ofMinutes(2));
        attempts.count(HERE);

        assertThat(attempts.delay(HERE)).hasValue(Duration.ofMinutes(3));
        assertThat(attempts.delay(ELSEWHERE)).isEmpty();
        pass(Duration.ofMinutes(3));
        assertThat(attempts.delay(HERE)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "192.0.2.1, ::ffff:192.0.2.1, true",
        "192.0.2.1, 192.0.2.2, false",
        "2001:db8:0:1::1, 2001:db8:0:1:ffff::2, true",
        "2001:db8:0:1::1, 2001:db8:0:2::1, false",
    })
    void networkOfAnIpv6AddressIsOneOrigin(String one, String other, boolean same) {
        assertThat(Origin.of(one).equals(Origin.of(other))).isEqualTo(same);
    }

    @ParameterizedTest
    @CsvSource({"unknown", "_hidden", "a.example", "999.1.1.1"})
    void textThatIsNoAddressIsNoOrigin(String text) {
        assertThat(Origin.of(text)).isNull();
    }
}
