package uk.gov.education.training.events.operations;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class QuestionTest {

    private static final Duration AWAY_AFTER = Duration.ofSeconds(3);

    private final Instant start = Instant.now();
    private final List<UniEmitter<? super String>> asked = new ArrayList<>();
    private final Question<String> question =
            new Question<>("A test's question", () -> Uni.createFrom().emitter(asked::add), start);

    private Instant after(double seconds) {
        return start.plusMillis((long) (seconds * 1_000));
    }

    private void answer(int question, String answer) {
        asked.get(question).complete(answer);
    }

    @Test
    void lateAnswerCounts() {
        question.ask(after(0));
        question.ask(after(5));
        answer(0, "late");

        assertThat(question.answer()).isEqualTo("late");
        assertThat(question.isInTrouble(after(5))).isFalse();
    }

    @Test
    void questionIsNotAskedAgainWhileItWaits() {
        question.ask(after(0));
        question.ask(after(1));
        question.ask(after(29));
        assertThat(asked).hasSize(1);

        answer(0, "here");
        question.ask(after(29));
        assertThat(asked).hasSize(2);
    }

    @Test
    void questionWhoseAnswerNeverComesIsAskedAgain() {
        question.ask(after(0));
        question.ask(after(30));
        assertThat(asked).hasSize(2);
        answer(1, "of the second");

        assertThat(question.answer()).isEqualTo("of the second");
        answer(0, "of the first");
        assertThat(question.answer()).isEqualTo("of the second");
        question.ask(after(31));
        assertThat(asked).hasSize(3);
    }

    @Test
    void oneThatWaitsTooLongOrFailsIsInTroubleUntilItIsAnswered() {
        question.ask(after(0));
        assertThat(question.isInTrouble(after(2))).isFalse();
        assertThat(question.isInTrouble(after(2.1))).isTrue();
        asked.getFirst().fail(new IllegalStateException("refused"));
        assertThat(question.isInTrouble(after(2.1))).isTrue();

        question.ask(after(2.2));
        assertThat(question.isInTrouble(after(2.2))).isTrue();
        answer(1, "here");
        assertThat(question.isInTrouble(after(2.2))).isFalse();
    }

    @Test
    void troubleCountsFromTheLastAnswer() {
        question.ask(after(0));
        asked.getFirst().fail(new IllegalStateException("refused"));

        assertThat(question.isInTrouble(after(3), AWAY_AFTER)).isFalse();
        assertThat(question.isInTrouble(after(3.1), AWAY_AFTER)).isTrue();
    }

    @Test
    void failureLeavesWhatWasAnsweredBefore() {
        question.ask(after(0));
        answer(0, "before");
        question.ask(after(1));
        asked.getLast().fail(new IllegalStateException("refused"));

        assertThat(question.answer()).isEqualTo("before");
    }
}
