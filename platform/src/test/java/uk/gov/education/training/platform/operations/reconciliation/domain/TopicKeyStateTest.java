package uk.gov.education.training.platform.operations.reconciliation.domain;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TopicKeyStateTest {

    private static final long SAME = 17;

    @Test
    void republicationIsLastUntilAnotherRecordFollows() {
        TopicKeyState republished =
                TopicKeyState.NONE.changed(3, "three", 1, false).changed(1_000_004, "truth", SAME, true);

        assertThat(republished.isRepublished(1_000_004, SAME)).isTrue();
        assertThat(republished.isRepublished(1_000_005, SAME)).isFalse();
        assertThat(republished.isRepublished(1_000_004, 18)).isFalse();
        assertThat(republished.changed(1_000_004, "truth", SAME, true).isRepublished(1_000_004, SAME))
                .isTrue();
        assertThat(republished.changed(2, "older", 5, false).isRepublished(1_000_004, SAME))
                .isFalse();
        assertThat(republished.changed(1_000_005, "newer", 5, false).isRepublished(1_000_005, 5))
                .isFalse();
        assertThat(republished.unreadable().isRepublished(1_000_004, SAME)).isFalse();
    }

    @Test
    void highestVersionOutlivesATombstone() {
        TopicKeyState again =
                TopicKeyState.NONE.changed(7, "seven", 1, false).deleted().changed(1, "one", 2, false);

        assertThat(again.highest()).isEqualTo(7);
        assertThat(again.version()).isEqualTo(1);
        assertThat(again.snapshot()).isEqualTo("one");
        assertThat(again.deleted().exists()).isFalse();
    }

    @Test
    void unreadableRecordDoesNotMakeAKeyExist() {
        assertThat(TopicKeyState.NONE.unreadable().exists()).isFalse();
        assertThat(TopicKeyState.NONE.unreadable().hasUnreadable()).isTrue();
        assertThat(TopicKeyState.NONE.unreadable().deleted().hasUnreadable()).isFalse();
    }
}
