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

    private static final Duration AWAY_AFTER = Duration.ofSeconds(3);

    private final Instant start = Instant.now();
    private final List<UniEmitter<? super String>> asked = new ArrayList<>();
    private final PeriodicCheck<String> periodicCheck =
            new PeriodicCheck<>("A test's question", () -> Uni.createFrom().emitter(asked::add), start);

    private Instant after(double seconds) {
        return start.plusMillis((long) (seconds * 1_000));
    }

    private void answer(int periodicCheck, String answer) {
        asked.get(periodicCheck).complete(answer);
    }

    @Test
    void lateAnswerCounts() {
        periodicCheck.ask(after(0));
        periodicCheck.ask(after(5));
        answer(0, "late");

        assertThat(periodicCheck.answer()).isEqualTo("late");
        assertThat(periodicCheck.isInTrouble(after(5))).isFalse();
    }

    @Test
    void questionIsNotAskedAgainWhileItWaits() {
        periodicCheck.ask(after(0));
        periodicCheck.ask(after(1));
        periodicCheck.ask(after(29));
        assertThat(asked).hasSize(1);

        answer(0, "here");
        periodicCheck.ask(after(29));
        assertThat(asked).hasSize(2);
    }

    @Test
    void questionWhoseAnswerNeverComesIsAskedAgain() {
        periodicCheck.ask(after(0));
        periodicCheck.ask(after(30));
        assertThat(asked).hasSize(2);
        answer(1, "of the second");

        assertThat(periodicCheck.answer()).isEqualTo("of the second");
        answer(0, "of the first");
        assertThat(periodicCheck.answer()).isEqualTo("of the second");
        periodicCheck.ask(after(31));
        assertThat(asked).hasSize(3);
    }

    @Test
    void oneThatWaitsTooLongOrFailsIsInTroubleUntilItIsAnswered() {
        periodicCheck.ask(after(0));
        assertThat(periodicCheck.isInTrouble(after(2))).isFalse();
        assertThat(periodicCheck.isInTrouble(after(2.1))).isTrue();
        asked.getFirst().fail(new IllegalStateException("refused"));
        assertThat(periodicCheck.isInTrouble(after(2.1))).isTrue();

        periodicCheck.ask(after(2.2));
        assertThat(periodicCheck.isInTrouble(after(2.2))).isTrue();
        answer(1, "here");
        assertThat(periodicCheck.isInTrouble(after(2.2))).isFalse();
    }

    @Test
    void troubleCountsFromTheLastAnswer() {
        periodicCheck.ask(after(0));
        asked.getFirst().fail(new IllegalStateException("refused"));

        assertThat(periodicCheck.isInTrouble(after(3), AWAY_AFTER)).isFalse();
        assertThat(periodicCheck.isInTrouble(after(3.1), AWAY_AFTER)).isTrue();
    }

    @Test
    void failureLeavesWhatWasAnsweredBefore() {
        periodicCheck.ask(after(0));
        answer(0, "before");
        periodicCheck.ask(after(1));
        asked.getLast().fail(new IllegalStateException("refused"));

        assertThat(periodicCheck.answer()).isEqualTo("before");
    }
}
