package uk.gov.education.training.platform.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import uk.gov.education.training.platform.rules.Verdict.Accepted;
import uk.gov.education.training.platform.rules.Verdict.Refused;

class VerdictTest {

    private static final Reason NO_NAME = new Reason("full_name", "Give a name.");
    private static final Reason LONG_NAME = new Reason("full_name", "Give a shorter name.");
    private static final Reason NO_TRN = new Reason("trn", "Give a TRN.");

    @Test
    void acceptedGoesOnToTheNextRule() {
        Verdict<Integer> accepted = Verdict.accepted(1);

        assertThat(accepted.map(one -> one + 1)).isEqualTo(new Accepted<>(2));
        assertThat(accepted.then(one -> Verdict.refused("trn", "Give a TRN.")))
                .isEqualTo(new Refused<>(List.of(NO_TRN)));
    }

    @Test
    void refusedKeepsItsReasons() {
        Verdict<Integer> refused = Verdict.refused(List.of(NO_NAME, NO_TRN));

        assertThat(refused.map(one -> one + 1)).isEqualTo(new Refused<>(List.of(NO_NAME, NO_TRN)));
    }

    @Test
    void refusalNeedsAReason() {
        assertThatThrownBy(() -> Verdict.refused(List.of())).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void allReasonsAreKept() {
        Reasons reasons = Reasons.all().add(Optional.of(NO_NAME)).add(LONG_NAME).add(Verdict.refused(List.of(NO_TRN)));

        assertThat(reasons.orAccept(() -> 1)).isEqualTo(new Refused<>(List.of(NO_NAME, LONG_NAME, NO_TRN)));
        assertThat(reasons.areNoneAgainst("email")).isTrue();
        assertThat(reasons.areNoneAgainst("email", "trn")).isFalse();
    }

    @Test
    void firstReasonAgainstEachFieldIsKept() {
        Reasons reasons = Reasons.firstPerField().add(NO_NAME).add(LONG_NAME).addIf(false, "trn", "Give a TRN.");

        assertThat(reasons.toList()).containsExactly(NO_NAME);
    }

    @Test
    void noReasonsAccept() {
        assertThat(Reasons.all().add(Optional.empty()).orAccept(() -> 1)).isEqualTo(new Accepted<>(1));
    }
}
