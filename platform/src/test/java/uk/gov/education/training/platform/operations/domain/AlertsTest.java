package uk.gov.education.training.platform.operations.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static uk.gov.education.training.platform.operations.domain.ActivityFixtures.NOW;
import static uk.gov.education.training.platform.operations.domain.ActivityFixtures.activity;
import static uk.gov.education.training.platform.operations.domain.ActivityFixtures.at;
import static uk.gov.education.training.platform.operations.domain.ActivityFixtures.instance;
import static uk.gov.education.training.platform.operations.domain.ActivityFixtures.live;
import static uk.gov.education.training.platform.operations.domain.ActivityFixtures.stopped;
import static uk.gov.education.training.platform.operations.domain.ActivityFixtures.withoutServers;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import uk.gov.education.training.events.Activity;
import uk.gov.education.training.events.Alert;
import uk.gov.education.training.events.Alert.Condition;
import uk.gov.education.training.events.AlertChange.AlertCleared;
import uk.gov.education.training.events.AlertChange.AlertRaised;
import uk.gov.education.training.platform.operations.domain.Alerts.AlertUpdate;

class AlertsTest {

    private static final String ONE = "funding-service/one";
    private static final String TWO = "funding-service/two";
    private static final String OTHER = "schedule-service/one";
    private static final String ONE_UNRESPONSIVE = "Stopped reporting without a shutdown message: one.";

    private final Map<String, Alert> published = new HashMap<>();

    /** Publishes the updates of one instance that sees these instances. */
    private List<AlertUpdate> updates(String me, Instant now, boolean disconnected, InstanceView... instances) {
        List<InstanceView> all = Stream.of(instances)
                .sorted(Comparator.comparing(view -> view.activity().key()))
                .toList();
        Activity own = all.stream()
                .map(InstanceView::activity)
                .filter(activity -> activity.key().equals(me))
                .findFirst()
                .orElseThrow();
        List<AlertUpdate> updates = Alerts.updates(own, all, disconnected, published, now);
        updates.forEach(one -> published.put(one.key(), one.alert()));
        return updates;
    }

    private List<AlertUpdate> updates(String me, InstanceView... instances) {
        return updates(me, NOW, false, instances);
    }

    private static AlertUpdate raised(String service, Condition condition, String detail, Instant since) {
        return new AlertUpdate(new Alert(service, condition, true, detail, since), new AlertRaised(detail));
    }

    private static AlertUpdate cleared(String service, Condition condition, Instant since) {
        return new AlertUpdate(new Alert(service, condition, false, null, since), new AlertCleared());
    }

    private static InstanceView unresponsive(String key) {
        return instance(activity(key), InstanceStatus.UNRESPONSIVE);
    }

    // conditions that an instance reports

    @ParameterizedTest
    @EnumSource(names = "INSTANCE_UNRESPONSIVE", mode = EnumSource.Mode.EXCLUDE)
    void conditionIsRaisedOnceAndClearedOnce(Condition condition) {
        assertThat(updates(ONE, at(1), false, live(ONE))).isEmpty();
        assertThat(updates(ONE, at(2), false, live(ONE, condition)))
                .containsExactly(raised("funding-service", condition, condition + " of " + ONE, at(2)));
        assertThat(updates(ONE, at(3), false, live(ONE, condition))).isEmpty();
        assertThat(updates(ONE, at(4), false, live(ONE))).containsExactly(cleared("funding-service", condition, at(4)));
        assertThat(updates(ONE, at(5), false, live(ONE))).isEmpty();
    }

    @Test
    void changedDetailIsPublishedAndKeepsTheTime() {
        updates(ONE, at(1), false, live(ONE), live(TWO, Condition.LAG_HIGH));

        assertThat(updates(ONE, at(2), false, live(ONE, Condition.LAG_HIGH), live(TWO, Condition.LAG_HIGH)))
                .containsExactly(raised("funding-service", Condition.LAG_HIGH, "LAG_HIGH of " + ONE, at(1)));
    }

    @Test
    void alertStaysWhileOneInstanceReportsTheCondition() {
        assertThat(updates(ONE, live(ONE), live(TWO, Condition.BROKER_UNAVAILABLE)))
                .hasSize(1);
        assertThat(updates(ONE, live(ONE, Condition.BROKER_UNAVAILABLE), live(TWO)))
                .hasSize(1);
        assertThat(updates(ONE, live(ONE), live(TWO)))
                .containsExactly(cleared("funding-service", Condition.BROKER_UNAVAILABLE, NOW));
    }

    @ParameterizedTest
    @EnumSource(
            names = {"DEAD_LETTERS_WAITING", "RELAY_STALLED", "INVARIANT_BROKEN", "LAG_HIGH", "SCHEDULES_UNASSIGNED"})
    void alertStaysWhileNoLiveInstanceKnows(Condition condition) {
        updates(ONE, live(ONE, condition), live(TWO));

        assertThat(updates(
                        ONE,
                        instance(withoutServers(ONE), InstanceStatus.LIVE),
                        instance(withoutServers(TWO), InstanceStatus.LIVE)))
                .isEmpty();
        assertThat(updates(ONE, instance(withoutServers(ONE), InstanceStatus.LIVE), live(TWO)))
                .containsExactly(cleared("funding-service", condition, NOW));
    }

    @ParameterizedTest
    @EnumSource(names = {"STOPPED", "UNRESPONSIVE", "REPLACED", "UNKNOWN"})
    void alertStaysWhileItsServiceHasNoLiveInstance(InstanceStatus instanceStatus) {
        updates(ONE, live(ONE, Condition.DEAD_LETTERS_WAITING), live(OTHER));

        assertThat(updates(OTHER, live(OTHER), instance(activity(ONE), instanceStatus)))
                .noneMatch(update -> update.alert().condition() == Condition.DEAD_LETTERS_WAITING);
    }

    // unresponsive instances

    @Test
    void unresponsiveInstanceIsRaisedAndClearedWhenItReportsAgain() {
        assertThat(updates(TWO, at(1), false, unresponsive(ONE), live(TWO)))
                .containsExactly(raised("funding-service", Condition.INSTANCE_UNRESPONSIVE, ONE_UNRESPONSIVE, at(1)));
        assertThat(updates(TWO, at(2), false, unresponsive(ONE), live(TWO))).isEmpty();
        assertThat(updates(ONE, at(3), false, live(ONE), live(TWO)))
                .containsExactly(cleared("funding-service", Condition.INSTANCE_UNRESPONSIVE, at(3)));
    }

    @ParameterizedTest
    @EnumSource(names = {"STOPPED", "REPLACED"})
    void alertIsClearedWhenTheInstanceStoppedOrWasReplaced(InstanceStatus instanceStatus) {
        updates(TWO, unresponsive(ONE), live(TWO));

        assertThat(updates(TWO, instance(stopped(activity(ONE)), instanceStatus), live(TWO)))
                .containsExactly(cleared("funding-service", Condition.INSTANCE_UNRESPONSIVE, NOW));
    }

    @Test
    void stoppedInstanceRaisesNoAlert() {
        assertThat(updates(TWO, instance(stopped(activity(ONE)), InstanceStatus.STOPPED), live(TWO)))
                .isEmpty();
    }

    @Test
    void alertIsNeitherRaisedNorClearedWhileTheStatusIsUnknown() {
        assertThat(updates(TWO, instance(activity(ONE), InstanceStatus.UNKNOWN), live(TWO)))
                .isEmpty();
        updates(TWO, unresponsive(ONE), live(TWO));
        assertThat(updates(TWO, instance(activity(ONE), InstanceStatus.UNKNOWN), live(TWO)))
                .isEmpty();
    }

    @Test
    void alertAboutAForgottenInstanceStays() {
        updates(TWO, unresponsive(ONE), live(TWO));

        assertThat(updates(TWO, live(TWO))).isEmpty();
        assertThat(updates(OTHER, live(OTHER))).isEmpty();
    }

    @Test
    void alertAboutAForgottenInstanceIsClearedByANewInstance() {
        updates(TWO, unresponsive(ONE), live(TWO));

        InstanceView newer = instance(activity("funding-service/three", at(60)), InstanceStatus.LIVE);
        assertThat(updates("funding-service/three", at(61), false, newer, live(TWO)))
                .containsExactly(cleared("funding-service", Condition.INSTANCE_UNRESPONSIVE, at(61)));
    }

    // the publishing instance

    @Test
    void firstLiveInstanceOfAServicePublishes() {
        InstanceView[] both = {live(ONE), live(TWO, Condition.LAG_HIGH), live(OTHER, Condition.LAG_HIGH)};

        assertThat(updates(TWO, both)).isEmpty();
        assertThat(updates(OTHER, both)).extracting(AlertUpdate::key).containsExactly("schedule-service/lag-high");
        assertThat(updates(ONE, both)).extracting(AlertUpdate::key).containsExactly("funding-service/lag-high");
    }

    @Test
    void nextInstancePublishesIfTheFirstIsUnresponsive() {
        assertThat(updates(TWO, unresponsive(ONE), live(TWO), live(OTHER)))
                .extracting(AlertUpdate::key)
                .containsExactly("funding-service/instance-unresponsive");
    }

    @Test
    void firstLiveInstanceOfAllPublishesForAServiceWithoutOne() {
        InstanceView[] all = {unresponsive(ONE), live(OTHER), live("school-updates-service/one")};

        assertThat(updates("school-updates-service/one", all)).isEmpty();
        assertThat(updates(OTHER, all))
                .extracting(AlertUpdate::key)
                .containsExactly("funding-service/instance-unresponsive");
    }

    @Test
    void disconnectedInstancePublishesForItsOwnServiceOnly() {
        InstanceView[] all = {live(ONE, Condition.LAG_HIGH), live(TWO), live(OTHER, Condition.LAG_HIGH)};

        assertThat(updates(TWO, NOW, true, all))
                .extracting(AlertUpdate::key)
                .containsExactly("funding-service/lag-high");
    }

    @Test
    void twoPublishingInstancesPublishTheSame() {
        InstanceView[] all = {live(ONE, Condition.BROKER_UNAVAILABLE), live(TWO)};

        assertThat(Alerts.updates(activity(ONE), List.of(all), true, Map.of(), NOW))
                .isEqualTo(Alerts.updates(activity(TWO), List.of(all), true, Map.of(), NOW))
                .hasSize(1);
    }
}
