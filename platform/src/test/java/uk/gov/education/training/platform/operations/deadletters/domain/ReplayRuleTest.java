package uk.gov.education.training.platform.operations.deadletters.domain;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import uk.gov.education.training.platform.operations.reconciliation.domain.KeyState;

class ReplayRuleTest {

    @ParameterizedTest(name = "version {0}, stored {1}, on the topic {2}: superseded {3}")
    @CsvSource({
        "5, 0, 0, false",
        "5, 4, 4, false",
        "5, 4, 5, false",
        "5, 5, 5, true",
        "5, 6, 6, true",
        "5, 4, 6, true",
        "5, 0, 6, true"
    })
    void recordIsSupersededUnlessNewerThanStoreAndTopic(long version, long stored, long onTopic, boolean superseded) {
        KeyState state = onTopic == 0 ? KeyState.NONE : KeyState.NONE.changed(onTopic, 30, 0);

        assertThat(ReplayRule.superseded(version, 20, state, stored).isPresent())
                .isEqualTo(superseded);
    }

    @Test
    void laterTombstoneSupersedesARecord() {
        KeyState deleted = KeyState.NONE.changed(3, 10, 0).deleted(30);

        assertThat(ReplayRule.superseded(5, 20, deleted, 0)).hasValue("A tombstone has deleted the key since.");
        assertThat(ReplayRule.superseded(5, ReplayRule.NO_ORIGIN, deleted, 0)).isPresent();
        assertThat(ReplayRule.superseded(5, 40, deleted, 0)).isEmpty();
    }

    @Test
    void tombstoneIsSupersededByALaterRecord() {
        KeyState existing = KeyState.NONE.changed(3, 10, 0);

        assertThat(ReplayRule.tombstoneSuperseded(20, existing, 3)).isEmpty();
        assertThat(ReplayRule.tombstoneSuperseded(20, existing.deleted(20), 3)).isEmpty();
        assertThat(ReplayRule.tombstoneSuperseded(20, existing.deleted(20).changed(1, 30, 0), 3))
                .isPresent();
        assertThat(ReplayRule.tombstoneSuperseded(20, existing, 0)).isPresent();
    }
}
