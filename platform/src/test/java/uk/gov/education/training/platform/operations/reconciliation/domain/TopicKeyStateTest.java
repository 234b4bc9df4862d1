package uk.gov.education.training.platform.operations.reconciliation.domain;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TopicKeyStateTest {

    private static final long SAME = 17;

    @Test
    void whatTheOwnerRepublishedIsItsLastWordUntilSomebodyElseSpeaks() {
        TopicKeyState republished =
                TopicKeyState.NOTHING.said(3, "three", 1, false).said(1_000_004, "truth", SAME, true);

        assertThat(republished.isRepublished(1_000_004, SAME)).isTrue();
        assertThat(republished.isRepublished(1_000_005, SAME)).isFalse();
        assertThat(republished.isRepublished(1_000_004, 18)).isFalse();
        assertThat(republished.said(1_000_004, "truth", SAME, true).isRepublished(1_000_004, SAME))
                .isTrue();
        assertThat(republished.said(2, "older", 5, false).isRepublished(1_000_004, SAME))
                .isFalse();
        assertThat(republished.said(1_000_005, "newer", 5, false).isRepublished(1_000_005, 5))
                .isFalse();
        assertThat(republished.unreadable().isRepublished(1_000_004, SAME)).isFalse();
    }

    @Test
    void theHighestIsKeptThroughAnEnd() {
        TopicKeyState again =
                TopicKeyState.NOTHING.said(7, "seven", 1, false).ended().said(1, "one", 2, false);

        assertThat(again.highest()).isEqualTo(7);
        assertThat(again.version()).isEqualTo(1);
        assertThat(again.snapshot()).isEqualTo("one");
        assertThat(again.ended().isThere()).isFalse();
    }

    @Test
    void whatNobodyCanReadIsNothingThatAReaderTakes() {
        assertThat(TopicKeyState.NOTHING.unreadable().isThere()).isFalse();
        assertThat(TopicKeyState.NOTHING.unreadable().hasUnreadable()).isTrue();
        assertThat(TopicKeyState.NOTHING.unreadable().ended().hasUnreadable()).isFalse();
    }
}
