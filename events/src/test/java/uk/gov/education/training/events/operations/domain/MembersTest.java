package uk.gov.education.training.events.operations.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static uk.gov.education.training.events.operations.domain.Given.activity;
import static uk.gov.education.training.events.operations.domain.Given.at;
import static uk.gov.education.training.events.operations.domain.Given.stopped;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class MembersTest {

    private static final String ONE = "funding-service/one";
    private static final String ME = "schedule-service/me";

    private final Members members = new Members(Duration.ofMillis(12_500));

    /** Hears on from one moment to another, as an instance does that nothing disturbs. */
    private void listen(double from, double to) {
        for (double second = from; second <= to; second += 0.5) {
            members.listened(at(second));
        }
    }

    private Presence presence(String key) {
        return members.all(activity(ME), at(0)).stream()
                .filter(member -> member.activity().key().equals(key))
                .map(Member::presence)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void whoIsHeardIsLive() {
        listen(0, 1);
        members.heard(activity(ONE), at(1));
        listen(1, 13.5);

        assertThat(presence(ONE)).isEqualTo(Presence.LIVE);
    }

    @Test
    void whoIsNotHeardAgainIsSilentUntilItIsHeard() {
        listen(0, 1);
        members.heard(activity(ONE), at(1));
        listen(1, 14);
        assertThat(presence(ONE)).isEqualTo(Presence.SILENT);

        members.heard(activity(ONE), at(15));
        listen(15, 16);
        assertThat(presence(ONE)).isEqualTo(Presence.LIVE);
    }

    @Test
    void whoIsNotUnderstoodIsNotSilent() {
        listen(0, 1);
        members.heard(activity(ONE), at(1));
        listen(1, 10);
        members.heardSomethingOf(ONE, at(10));
        listen(10, 20);

        assertThat(presence(ONE)).isEqualTo(Presence.LIVE);
    }

    @Test
    void whoWasNeverUnderstoodIsNobodyYet() {
        listen(0, 1);
        members.heardSomethingOf(ONE, at(1));

        assertThat(members.all(activity(ME), at(1))).hasSize(1);
    }

    @Test
    void whoSaidFarewellHasStopped() {
        listen(0, 1);
        members.heard(stopped(activity(ONE)), at(1));
        listen(1, 60);

        assertThat(presence(ONE)).isEqualTo(Presence.STOPPED);
    }

    @Test
    void whoIsSilentIsReplacedByWhoStartedLater() {
        listen(0, 1);
        members.heard(activity(ONE), at(1));
        members.heard(activity("funding-service/two"), at(1));
        listen(1, 14);
        assertThat(presence(ONE)).isEqualTo(Presence.SILENT);

        members.heard(activity("schedule-service/other", at(20)), at(20));
        assertThat(presence(ONE)).isEqualTo(Presence.SILENT);
        members.heard(activity("funding-service/three", at(20)), at(20));
        assertThat(presence(ONE)).isEqualTo(Presence.REPLACED);
    }

    @Test
    void whoWasHeardBeforeMyTimeHasTimeToBeHeardAgain() {
        members.heard(activity(ONE), at(-600));
        listen(0, 12.5);
        assertThat(presence(ONE)).isEqualTo(Presence.UNKNOWN);

        listen(12.5, 13);
        assertThat(presence(ONE)).isEqualTo(Presence.SILENT);
    }

    @Test
    void whileNobodyCanBeHeardNobodyFallsSilent() {
        listen(0, 1);
        members.heard(activity(ONE), at(1));
        listen(1, 2);
        // and then the broker is away for ten minutes
        assertThat(presence(ONE)).isEqualTo(Presence.LIVE);

        members.listened(at(602));
        listen(602, 614);
        assertThat(presence(ONE)).isEqualTo(Presence.LIVE);
        listen(614, 615);
        assertThat(presence(ONE)).isEqualTo(Presence.SILENT);
    }

    @Test
    void whoWasSilentBeforeNobodyCouldBeHeardStillIs() {
        listen(0, 1);
        members.heard(activity(ONE), at(1));
        listen(1, 15);

        listen(600, 601);
        assertThat(presence(ONE)).isEqualTo(Presence.SILENT);
    }

    @Test
    void aMomentWithoutHearingDoesNotCount() {
        listen(0, 1);
        members.heard(activity(ONE), at(1));
        listen(1, 10);

        listen(14, 17);
        assertThat(presence(ONE)).isEqualTo(Presence.LIVE);
        listen(17, 19);
        assertThat(presence(ONE)).isEqualTo(Presence.SILENT);
    }

    @Test
    void whoHearsOnlyNowAndThenStillMissesWhoHasFallenSilent() {
        listen(0, 1);
        members.heard(activity(ONE), at(1));

        for (double second = 1; second < 120; second += 2) {
            members.listened(at(second));
        }
        assertThat(presence(ONE)).isEqualTo(Presence.SILENT);
    }

    @Test
    void whoHasGoneIsForgottenAfterAnHourAndWhoIsSilentIsNot() {
        members.heard(stopped(activity(ONE)), at(0));
        members.heard(activity("funding-service/two"), at(0));
        listen(0, 3_599);
        assertThat(keys()).containsExactly(ONE, "funding-service/two", ME);

        listen(3_599, 3_601);
        assertThat(keys()).containsExactly("funding-service/two", ME);
        assertThat(presence("funding-service/two")).isEqualTo(Presence.SILENT);
    }

    private List<String> keys() {
        return members.all(activity(ME), at(0)).stream()
                .map(member -> member.activity().key())
                .toList();
    }

    @Test
    void iAmThereEvenWhenIDoNotHearMyself() {
        members.heard(activity(ME), at(0));
        listen(0, 60);

        assertThat(presence(ME)).isEqualTo(Presence.LIVE);
        assertThat(members.all(stopped(activity(ME)), at(60)))
                .extracting(Member::presence)
                .containsExactly(Presence.STOPPED);
    }

    @Test
    void aCrowdKeepsNobodyOutWhoIsThereAndTakesNoMoreRoom() {
        listen(0, 1);
        members.heard(activity(ONE), at(1));
        for (int number = 0; number < 10_000; number++) {
            members.heard(activity("funding-service/crowd-" + number), at(2));
        }

        assertThat(members.all(activity(ME), at(2))).hasSizeLessThanOrEqualTo(301);
        assertThat(presence(ONE)).isEqualTo(Presence.LIVE);
        assertThat(members.heard(activity(ONE), at(3))).isTrue();
        assertThat(members.heard(activity("funding-service/two"), at(3))).isFalse();
        listen(1, 15);
        assertThat(members.heard(activity("funding-service/two"), at(15))).isTrue();
        assertThat(presence(ONE)).isEqualTo(Presence.LIVE);
    }
}
