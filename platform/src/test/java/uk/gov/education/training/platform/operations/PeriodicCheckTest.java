package uk.gov.education.training.platform.operations;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PeriodicCheckTest {

    private static final Duration UNAVAILABLE_AFTER = Duration.ofSeconds(3);

    private final Instant start = Instant.now();
    private final List<UniEmitter<? super String>> runs = new ArrayList<>();
    private final PeriodicCheck<String> check =
            new PeriodicCheck<>("A test's check", () -> Uni.createFrom().emitter(runs::add), start);

    private Instant after(double seconds) {
        return start.plusMillis((long) (seconds * 1_000));
    }

    private void complete(int run, String result) {
        runs.get(run).complete(result);
    }

    @Test
    void lateResultCounts() {
        check.start(after(0));
        check.start(after(5));
        complete(0, "late");

        assertThat(check.result()).isEqualTo("late");
        assertThat(check.isFailing(after(5))).isFalse();
    }

    @Test
    void checkIsNotStartedTwiceAtOnce() {
        check.start(after(0));
        check.start(after(1));
        check.start(after(29));
        assertThat(runs).hasSize(1);

        complete(0, "here");
        check.start(after(29));
        assertThat(runs).hasSize(2);
    }

    @Test
    void runWithoutAResultIsAbandoned() {
        check.start(after(0));
        check.start(after(30));
        assertThat(runs).hasSize(2);
        complete(1, "of the second");

        assertThat(check.result()).isEqualTo("of the second");
        complete(0, "of the first");
        assertThat(check.result()).isEqualTo("of the second");
        check.start(after(31));
        assertThat(runs).hasSize(3);
    }

    @Test
    void checkIsFailingAfterATimeoutOrFailureUntilItSucceeds() {
        check.start(after(0));
        assertThat(check.isFailing(after(2))).isFalse();
        assertThat(check.isFailing(after(2.1))).isTrue();
        runs.getFirst().fail(new IllegalStateException("refused"));
        assertThat(check.isFailing(after(2.1))).isTrue();

        check.start(after(2.2));
        assertThat(check.isFailing(after(2.2))).isTrue();
        complete(1, "here");
        assertThat(check.isFailing(after(2.2))).isFalse();
    }

    @Test
    void failingTimeCountsFromTheLatestResult() {
        check.start(after(0));
        runs.getFirst().fail(new IllegalStateException("refused"));

        assertThat(check.isFailing(after(3), UNAVAILABLE_AFTER)).isFalse();
        assertThat(check.isFailing(after(3.1), UNAVAILABLE_AFTER)).isTrue();
    }

    @Test
    void failureKeepsTheLatestResult() {
        check.start(after(0));
        complete(0, "before");
        check.start(after(1));
        runs.getLast().fail(new IllegalStateException("refused"));

        assertThat(check.result()).isEqualTo("before");
    }
}
