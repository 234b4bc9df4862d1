package uk.gov.education.training.platform.operations.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static uk.gov.education.training.platform.operations.domain.Given.activity;
import static uk.gov.education.training.platform.operations.domain.Given.at;
import static uk.gov.education.training.platform.operations.domain.Given.stopped;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class InstanceRegistryTest {

    private static final String ONE = "funding-service/one";
    private static final String ME = "schedule-service/me";

    private final InstanceRegistry instanceRegistry = new InstanceRegistry(Duration.ofMillis(12_500));

    /** Hears on from one moment to another, as an instance does that nothing disturbs. */
    private void listen(double from, double to) {
        for (double second = from; second <= to; second += 0.5) {
            instanceRegistry.listened(at(second));
        }
    }

    private InstanceStatus presence(String key) {
        return instanceRegistry.all(activity(ME), at(0)).stream()
                .filter(member -> member.activity().key().equals(key))
                .map(InstanceView::presence)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void whoIsHeardIsLive() {
        listen(0, 1);
        instanceRegistry.heard(activity(ONE), at(1));
        listen(1, 13.5);

        assertThat(presence(ONE)).isEqualTo(InstanceStatus.LIVE);
    }

    @Test
    void whoIsNotHeardAgainIsSilentUntilItIsHeard() {
        listen(0, 1);
        instanceRegistry.heard(activity(ONE), at(1));
        listen(1, 14);
        assertThat(presence(ONE)).isEqualTo(InstanceStatus.SILENT);

        instanceRegistry.heard(activity(ONE), at(15));
        listen(15, 16);
        assertThat(presence(ONE)).isEqualTo(InstanceStatus.LIVE);
    }

    @Test
    void whoIsNotUnderstoodIsNotSilent() {
        listen(0, 1);
        instanceRegistry.heard(activity(ONE), at(1));
        listen(1, 10);
        instanceRegistry.heardSomethingOf(ONE, at(10));
        listen(10, 20);

        assertThat(presence(ONE)).isEqualTo(InstanceStatus.LIVE);
    }

    @Test
    void whoWasNeverUnderstoodIsNobodyYet() {
        listen(0, 1);
        instanceRegistry.heardSomethingOf(ONE, at(1));

        assertThat(instanceRegistry.all(activity(ME), at(1))).hasSize(1);
    }

    @Test
    void whoSaidFarewellHasStopped() {
        listen(0, 1);
        instanceRegistry.heard(stopped(activity(ONE)), at(1));
        listen(1, 60);

        assertThat(presence(ONE)).isEqualTo(InstanceStatus.STOPPED);
    }

    @Test
    void whoIsSilentIsReplacedByWhoStartedLater() {
        listen(0, 1);
        instanceRegistry.heard(activity(ONE), at(1));
        instanceRegistry.heard(activity("funding-service/two"), at(1));
        listen(1, 14);
        assertThat(presence(ONE)).isEqualTo(InstanceStatus.SILENT);

        instanceRegistry.heard(activity("schedule-service/other", at(20)), at(20));
        assertThat(presence(ONE)).isEqualTo(InstanceStatus.SILENT);
        instanceRegistry.heard(activity("funding-service/three", at(20)), at(20));
        assertThat(presence(ONE)).isEqualTo(InstanceStatus.REPLACED);
    }

    @Test
    void whoWasHeardBeforeMyTimeHasTimeToBeHeardAgain() {
        instanceRegistry.heard(activity(ONE), at(-600));
        listen(0, 12.5);
        assertThat(presence(ONE)).isEqualTo(InstanceStatus.UNKNOWN);

        listen(12.5, 13);
        assertThat(presence(ONE)).isEqualTo(InstanceStatus.SILENT);
    }

    @Test
    void whileNobodyCanBeHeardNobodyFallsSilent() {
        listen(0, 1);
        instanceRegistry.heard(activity(ONE), at(1));
        listen(1, 2);
        // and then the broker is away for ten minutes
        assertThat(presence(ONE)).isEqualTo(InstanceStatus.LIVE);

        instanceRegistry.listened(at(602));
        listen(602, 614);
        assertThat(presence(ONE)).isEqualTo(InstanceStatus.LIVE);
        listen(614, 615);
        assertThat(presence(ONE)).isEqualTo(InstanceStatus.SILENT);
    }

    @Test
    void whoWasSilentBeforeNobodyCouldBeHeardStillIs() {
        listen(0, 1);
        instanceRegistry.heard(activity(ONE), at(1));
        listen(1, 15);

        listen(600, 601);
        assertThat(presence(ONE)).isEqualTo(InstanceStatus.SILENT);
    }

    @Test
    void aMomentWithoutHearingDoesNotCount() {
        listen(0, 1);
        instanceRegistry.heard(activity(ONE), at(1));
        listen(1, 10);

        listen(14, 17);
        assertThat(presence(ONE)).isEqualTo(InstanceStatus.LIVE);
        listen(17, 19);
        assertThat(presence(ONE)).isEqualTo(InstanceStatus.SILENT);
    }

    @Test
    void whoHearsOnlyNowAndThenStillMissesWhoHasFallenSilent() {
        listen(0, 1);
        instanceRegistry.heard(activity(ONE), at(1));

        for (double second = 1; second < 120; second += 2) {
            instanceRegistry.listened(at(second));
        }
        assertThat(presence(ONE)).isEqualTo(InstanceStatus.SILENT);
    }

    @Test
    void whoHasGoneIsForgottenAfterAnHourAndWhoIsSilentIsNot() {
        instanceRegistry.heard(stopped(activity(ONE)), at(0));
        instanceRegistry.heard(activity("funding-service/two"), at(0));
        listen(0, 3_599);
        assertThat(keys()).containsExactly(ONE, "funding-service/two", ME);

        listen(3_599, 3_601);
        assertThat(keys()).containsExactly("funding-service/two", ME);
        assertThat(presence("funding-service/two")).isEqualTo(InstanceStatus.SILENT);
    }

    private List<String> keys() {
        return instanceRegistry.all(activity(ME), at(0)).stream()
                .map(member -> member.activity().key())
                .toList();
    }

    @Test
    void iAmThereEvenWhenIDoNotHearMyself() {
        instanceRegistry.heard(activity(ME), at(0));
        listen(0, 60);

        assertThat(presence(ME)).isEqualTo(InstanceStatus.LIVE);
        assertThat(instanceRegistry.all(stopped(activity(ME)), at(60)))
                .extracting(InstanceView::presence)
                .containsExactly(InstanceStatus.STOPPED);
    }

    @Test
    void aCrowdKeepsNobodyOutWhoIsThereAndTakesNoMoreRoom() {
        listen(0, 1);
        instanceRegistry.heard(activity(ONE), at(1));
        for (int number = 0; number < 10_000; number++) {
            instanceRegistry.heard(activity("funding-service/crowd-" + number), at(2));
        }

        assertThat(instanceRegistry.all(activity(ME), at(2))).hasSizeLessThanOrEqualTo(301);
        assertThat(presence(ONE)).isEqualTo(InstanceStatus.LIVE);
        assertThat(instanceRegistry.heard(activity(ONE), at(3))).isTrue();
        assertThat(instanceRegistry.heard(activity("funding-service/two"), at(3)))
                .isFalse();
        listen(1, 15);
        assertThat(instanceRegistry.heard(activity("funding-service/two"), at(15)))
                .isTrue();
        assertThat(presence(ONE)).isEqualTo(InstanceStatus.LIVE);
    }
}
