package uk.gov.education.training.platform.operations.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static uk.gov.education.training.platform.operations.domain.ActivityFixtures.activity;
import static uk.gov.education.training.platform.operations.domain.ActivityFixtures.at;
import static uk.gov.education.training.platform.operations.domain.ActivityFixtures.stopped;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class InstanceRegistryTest {

    private static final String ONE = "funding-service/one";
    private static final String ME = "schedule-service/me";

    private final InstanceRegistry registry = new InstanceRegistry(Duration.ofMillis(12_500));

    /** Reads without interruption from one moment to another. */
    private void read(double from, double to) {
        for (double second = from; second <= to; second += 0.5) {
            registry.readUpTo(at(second));
        }
    }

    private InstanceStatus status(String key) {
        return registry.all(activity(ME), at(0)).stream()
                .filter(instance -> instance.activity().key().equals(key))
                .map(InstanceView::status)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void reportingInstanceIsLive() {
        read(0, 1);
        registry.received(activity(ONE), at(1));
        read(1, 13.5);

        assertThat(status(ONE)).isEqualTo(InstanceStatus.LIVE);
    }

    @Test
    void instanceIsUnresponsiveUntilItReportsAgain() {
        read(0, 1);
        registry.received(activity(ONE), at(1));
        read(1, 14);
        assertThat(status(ONE)).isEqualTo(InstanceStatus.UNRESPONSIVE);

        registry.received(activity(ONE), at(15));
        read(15, 16);
        assertThat(status(ONE)).isEqualTo(InstanceStatus.LIVE);
    }

    @Test
    void instanceWithUnreadableActivityStaysLive() {
        read(0, 1);
        registry.received(activity(ONE), at(1));
        read(1, 10);
        registry.receivedUnreadable(ONE, at(10));
        read(10, 20);

        assertThat(status(ONE)).isEqualTo(InstanceStatus.LIVE);
    }

    @Test
    void instanceWithOnlyUnreadableActivityIsNotListed() {
        read(0, 1);
        registry.receivedUnreadable(ONE, at(1));

        assertThat(registry.all(activity(ME), at(1))).hasSize(1);
    }

    @Test
    void instanceThatSentAShutdownMessageIsStopped() {
        read(0, 1);
        registry.received(stopped(activity(ONE)), at(1));
        read(1, 60);

        assertThat(status(ONE)).isEqualTo(InstanceStatus.STOPPED);
    }

    @Test
    void unresponsiveInstanceIsReplacedByOneThatStartedLater() {
        read(0, 1);
        registry.received(activity(ONE), at(1));
        registry.received(activity("funding-service/two"), at(1));
        read(1, 14);
        assertThat(status(ONE)).isEqualTo(InstanceStatus.UNRESPONSIVE);

        registry.received(activity("schedule-service/other", at(20)), at(20));
        assertThat(status(ONE)).isEqualTo(InstanceStatus.UNRESPONSIVE);
        registry.received(activity("funding-service/three", at(20)), at(20));
        assertThat(status(ONE)).isEqualTo(InstanceStatus.REPLACED);
    }

    @Test
    void instanceSeenBeforeThisOneStartedHasTimeToReport() {
        registry.received(activity(ONE), at(-600));
        read(0, 12.5);
        assertThat(status(ONE)).isEqualTo(InstanceStatus.UNKNOWN);

        read(12.5, 13);
        assertThat(status(ONE)).isEqualTo(InstanceStatus.UNRESPONSIVE);
    }

    @Test
    void noInstanceTimesOutWhileThisOneIsDisconnected() {
        read(0, 1);
        registry.received(activity(ONE), at(1));
        read(1, 2);
        // then the broker is unavailable for ten minutes
        assertThat(status(ONE)).isEqualTo(InstanceStatus.LIVE);

        registry.readUpTo(at(602));
        read(602, 614);
        assertThat(status(ONE)).isEqualTo(InstanceStatus.LIVE);
        read(614, 615);
        assertThat(status(ONE)).isEqualTo(InstanceStatus.UNRESPONSIVE);
    }

    @Test
    void unresponsiveInstanceStaysSoAfterADisconnection() {
        read(0, 1);
        registry.received(activity(ONE), at(1));
        read(1, 15);

        read(600, 601);
        assertThat(status(ONE)).isEqualTo(InstanceStatus.UNRESPONSIVE);
    }

    @Test
    void shortDisconnectionExtendsTheDeadlines() {
        read(0, 1);
        registry.received(activity(ONE), at(1));
        read(1, 10);

        read(14, 17);
        assertThat(status(ONE)).isEqualTo(InstanceStatus.LIVE);
        read(17, 19);
        assertThat(status(ONE)).isEqualTo(InstanceStatus.UNRESPONSIVE);
    }

    @Test
    void instanceThatOftenPollsLateStillDetectsTimeouts() {
        read(0, 1);
        registry.received(activity(ONE), at(1));

        for (double second = 1; second < 120; second += 2) {
            registry.readUpTo(at(second));
        }
        assertThat(status(ONE)).isEqualTo(InstanceStatus.UNRESPONSIVE);
    }

    @Test
    void stoppedInstanceIsForgottenAfterAnHourAndUnresponsiveOneIsNot() {
        registry.received(stopped(activity(ONE)), at(0));
        registry.received(activity("funding-service/two"), at(0));
        read(0, 3_599);
        assertThat(keys()).containsExactly(ONE, "funding-service/two", ME);

        read(3_599, 3_601);
        assertThat(keys()).containsExactly("funding-service/two", ME);
        assertThat(status("funding-service/two")).isEqualTo(InstanceStatus.UNRESPONSIVE);
    }

    private List<String> keys() {
        return registry.all(activity(ME), at(0)).stream()
                .map(instance -> instance.activity().key())
                .toList();
    }

    @Test
    void ownInstanceIsLiveWithoutReceivingItsReports() {
        registry.received(activity(ME), at(0));
        read(0, 60);

        assertThat(status(ME)).isEqualTo(InstanceStatus.LIVE);
        assertThat(registry.all(stopped(activity(ME)), at(60)))
                .extracting(InstanceView::status)
                .containsExactly(InstanceStatus.STOPPED);
    }

    @Test
    void fullRegistryKeepsLiveInstancesAndItsSize() {
        read(0, 1);
        registry.received(activity(ONE), at(1));
        for (int number = 0; number < 10_000; number++) {
            registry.received(activity("funding-service/crowd-" + number), at(2));
        }

        assertThat(registry.all(activity(ME), at(2))).hasSizeLessThanOrEqualTo(301);
        assertThat(status(ONE)).isEqualTo(InstanceStatus.LIVE);
        assertThat(registry.received(activity(ONE), at(3))).isTrue();
        assertThat(registry.received(activity("funding-service/two"), at(3))).isFalse();
        read(1, 15);
        assertThat(registry.received(activity("funding-service/two"), at(15))).isTrue();
        assertThat(status(ONE)).isEqualTo(InstanceStatus.LIVE);
    }
}
