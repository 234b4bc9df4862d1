package uk.gov.education.training.platform.operations.deadletters.domain;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import uk.gov.education.training.platform.operations.reconciliation.domain.KeyState;

class ReplayRuleTest {

    @ParameterizedTest(name = "version {0}, held {1}, on the topic {2}: superseded {3}")
    @CsvSource({
        "5, 0, 0, false",
        "5, 4, 4, false",
        "5, 4, 5, false",
        "5, 5, 5, true",
        "5, 6, 6, true",
        "5, 4, 6, true",
        "5, 0, 6, true"
    })
    void onlyWhatIsNewerThanWhatIsHeldAndThanTheTopicIsReplayed(
            long version, long held, long onTopic, boolean superseded) {
        KeyState state = onTopic == 0 ? KeyState.NOTHING : KeyState.NOTHING.said(onTopic, 30, 0);

        assertThat(ReplayRule.superseded(version, 20, state, held).isPresent()).isEqualTo(superseded);
    }

    @Test
    void whoeverHasEndedSinceIsNotBroughtBack() {
        KeyState ended = KeyState.NOTHING.said(3, 10, 0).ended(30);

        assertThat(ReplayRule.superseded(5, 20, ended, 0)).hasValue("The key has ended since.");
        assertThat(ReplayRule.superseded(5, ReplayRule.NO_ORIGIN, ended, 0)).isPresent();
        assertThat(ReplayRule.superseded(5, 40, ended, 0)).isEmpty();
    }

    @Test
    void anEndIsReplayedUnlessTheKeyLivesOn() {
        KeyState lived = KeyState.NOTHING.said(3, 10, 0);

        assertThat(ReplayRule.endSuperseded(20, lived, 3)).isEmpty();
        assertThat(ReplayRule.endSuperseded(20, lived.ended(20), 3)).isEmpty();
        assertThat(ReplayRule.endSuperseded(20, lived.ended(20).said(1, 30, 0), 3))
                .isPresent();
        assertThat(ReplayRule.endSuperseded(20, lived, 0)).isPresent();
    }
}
