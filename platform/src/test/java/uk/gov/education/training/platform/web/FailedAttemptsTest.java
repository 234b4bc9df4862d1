package uk.gov.education.training.platform.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Counts requests with unknown tokens by address. */
class FailedAttemptsTest {

    private static final ClientAddress HERE = ClientAddress.of("192.0.2.1");
    private static final ClientAddress ELSEWHERE = ClientAddress.of("192.0.2.2");

    private final AtomicLong now = new AtomicLong();
    private final FailedAttempts failedAttempts = new FailedAttempts(3, Duration.ofMinutes(5), now::get);

    private void pass(Duration time) {
        now.addAndGet(time.toNanos());
    }

    @Test
    void addressWithTooManyAttemptsWaitsUntilItsWindowEnds() {
        failedAttempts.count(HERE);
        failedAttempts.count(HERE);
        assertThat(failedAttempts.delay(HERE)).isEmpty();

        pass(Duration.ofMinutes(2));
        failedAttempts.count(HERE);

        assertThat(failedAttempts.delay(HERE)).hasValue(Duration.ofMinutes(3));
        assertThat(failedAttempts.delay(ELSEWHERE)).isEmpty();
        pass(Duration.ofMinutes(3));
        assertThat(failedAttempts.delay(HERE)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "192.0.2.1, ::ffff:192.0.2.1, true",
        "192.0.2.1, 192.0.2.2, false",
        "2001:db8:0:1::1, 2001:db8:0:1:ffff::2, true",
        "2001:db8:0:1::1, 2001:db8:0:2::1, false",
    })
    void ipv6NetworkCountsAsOneAddress(String one, String other, boolean same) {
        assertThat(ClientAddress.of(one).equals(ClientAddress.of(other))).isEqualTo(same);
    }

    @ParameterizedTest
    @CsvSource({"unknown", "_hidden", "a.example", "999.1.1.1"})
    void malformedAddressIsIgnored(String text) {
        assertThat(ClientAddress.of(text)).isNull();
    }
}
