package uk.gov.education.training.platform.operations.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static uk.gov.education.training.platform.operations.domain.Given.NOW;
import static uk.gov.education.training.platform.operations.domain.Given.activity;
import static uk.gov.education.training.platform.operations.domain.Given.at;
import static uk.gov.education.training.platform.operations.domain.Given.helpless;
import static uk.gov.education.training.platform.operations.domain.Given.live;
import static uk.gov.education.training.platform.operations.domain.Given.member;
import static uk.gov.education.training.platform.operations.domain.Given.stopped;

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
    private static final String SILENT_ONE = "Not heard of any more, and without a farewell: one.";

    private final Map<String, Alert> standing = new HashMap<>();

    /** What one instance says, in a world of these. From then on it stands. */
    private List<AlertUpdate> says(String me, Instant now, boolean cutOff, InstanceView... members) {
        List<InstanceView> all = Stream.of(members)
                .sorted(Comparator.comparing(member -> member.activity().key()))
                .toList();
        Activity own = all.stream()
                .map(InstanceView::activity)
                .filter(activity -> activity.key().equals(me))
                .findFirst()
                .orElseThrow();
        List<AlertUpdate> said = Alerts.toSay(own, all, cutOff, standing, now);
        said.forEach(one -> standing.put(one.key(), one.alert()));
        return said;
    }

    private List<AlertUpdate> says(String me, InstanceView... members) {
        return says(me, NOW, false, members);
    }

    private static AlertUpdate raised(String service, Condition condition, String detail, Instant since) {
        return new AlertUpdate(new Alert(service, condition, true, detail, since), new AlertRaised(detail));
    }

    private static AlertUpdate cleared(String service, Condition condition, Instant since) {
        return new AlertUpdate(new Alert(service, condition, false, null, since), new AlertCleared());
    }

    private static InstanceView silent(String key) {
        return member(activity(key), InstanceStatus.SILENT);
    }

    // what an instance says of itself

    @ParameterizedTest
    @EnumSource(names = "INSTANCE_SILENT", mode = EnumSource.Mode.EXCLUDE)
    void aConditionIsRaisedOnceAndClearedOnce(Condition condition) {
        assertThat(says(ONE, at(1), false, live(ONE))).isEmpty();
        assertThat(says(ONE, at(2), false, live(ONE, condition)))
                .containsExactly(raised("funding-service", condition, condition + " of " + ONE, at(2)));
        assertThat(says(ONE, at(3), false, live(ONE, condition))).isEmpty();
        assertThat(says(ONE, at(4), false, live(ONE))).containsExactly(cleared("funding-service", condition, at(4)));
        assertThat(says(ONE, at(5), false, live(ONE))).isEmpty();
    }

    @Test
    void otherDetailsAreSaidAndKeepTheTime() {
        says(ONE, at(1), false, live(ONE), live(TWO, Condition.LAG_HIGH));

        assertThat(says(ONE, at(2), false, live(ONE, Condition.LAG_HIGH), live(TWO, Condition.LAG_HIGH)))
                .containsExactly(raised("funding-service", Condition.LAG_HIGH, "LAG_HIGH of " + ONE, at(1)));
    }

    @Test
    void aServiceHasAConditionAsLongAsOneOfItsInstancesHasIt() {
        assertThat(says(ONE, live(ONE), live(TWO, Condition.BROKER_AWAY))).hasSize(1);
        assertThat(says(ONE, live(ONE, Condition.BROKER_AWAY), live(TWO))).hasSize(1);
        assertThat(says(ONE, live(ONE), live(TWO)))
                .containsExactly(cleared("funding-service", Condition.BROKER_AWAY, NOW));
    }

    @ParameterizedTest
    @EnumSource(
            names = {"DEAD_LETTERS_WAITING", "RELAY_STALLED", "INVARIANT_BROKEN", "LAG_HIGH", "SCHEDULES_UNASSIGNED"})
    void whatNobodyCanTellStandsAsItStood(Condition condition) {
        says(ONE, live(ONE, condition), live(TWO));

        assertThat(says(ONE, member(helpless(ONE), InstanceStatus.LIVE), member(helpless(TWO), InstanceStatus.LIVE)))
                .isEmpty();
        assertThat(says(ONE, member(helpless(ONE), InstanceStatus.LIVE), live(TWO)))
                .containsExactly(cleared("funding-service", condition, NOW));
    }

    @ParameterizedTest
    @EnumSource(names = {"STOPPED", "SILENT", "REPLACED", "UNKNOWN"})
    void aServiceOfWhichNobodyIsThereStandsAsItStood(InstanceStatus instanceStatus) {
        says(ONE, live(ONE, Condition.DEAD_LETTERS_WAITING), live(OTHER));

        assertThat(says(OTHER, live(OTHER), member(activity(ONE), instanceStatus)))
                .noneMatch(said -> said.alert().condition() == Condition.DEAD_LETTERS_WAITING);
    }

    // silence

    @Test
    void silenceIsRaisedAndClearedWhenTheInstanceIsHeardAgain() {
        assertThat(says(TWO, at(1), false, silent(ONE), live(TWO)))
                .containsExactly(raised("funding-service", Condition.INSTANCE_SILENT, SILENT_ONE, at(1)));
        assertThat(says(TWO, at(2), false, silent(ONE), live(TWO))).isEmpty();
        assertThat(says(ONE, at(3), false, live(ONE), live(TWO)))
                .containsExactly(cleared("funding-service", Condition.INSTANCE_SILENT, at(3)));
    }

    @ParameterizedTest
    @EnumSource(names = {"STOPPED", "REPLACED"})
    void silenceIsClearedWhenItIsExplained(InstanceStatus instanceStatus) {
        says(TWO, silent(ONE), live(TWO));

        assertThat(says(TWO, member(stopped(activity(ONE)), instanceStatus), live(TWO)))
                .containsExactly(cleared("funding-service", Condition.INSTANCE_SILENT, NOW));
    }

    @Test
    void aFarewellIsNoSilence() {
        assertThat(says(TWO, member(stopped(activity(ONE)), InstanceStatus.STOPPED), live(TWO)))
                .isEmpty();
    }

    @Test
    void silenceIsNeitherRaisedNorClearedWhileItIsUnknown() {
        assertThat(says(TWO, member(activity(ONE), InstanceStatus.UNKNOWN), live(TWO)))
                .isEmpty();
        says(TWO, silent(ONE), live(TWO));
        assertThat(says(TWO, member(activity(ONE), InstanceStatus.UNKNOWN), live(TWO)))
                .isEmpty();
    }

    @Test
    void silenceFromBeforeTheTimeOfTheWatchersStands() {
        says(TWO, silent(ONE), live(TWO));

        assertThat(says(TWO, live(TWO))).isEmpty();
        assertThat(says(OTHER, live(OTHER))).isEmpty();
    }

    @Test
    void silenceFromBeforeTheTimeOfTheWatchersEndsWithANewInstance() {
        says(TWO, silent(ONE), live(TWO));

        InstanceView newer = member(activity("funding-service/three", at(60)), InstanceStatus.LIVE);
        assertThat(says("funding-service/three", at(61), false, newer, live(TWO)))
                .containsExactly(cleared("funding-service", Condition.INSTANCE_SILENT, at(61)));
    }

    // who speaks

    @Test
    void theFirstLiveInstanceOfAServiceSpeaks() {
        InstanceView[] both = {live(ONE), live(TWO, Condition.LAG_HIGH), live(OTHER, Condition.LAG_HIGH)};

        assertThat(says(TWO, both)).isEmpty();
        assertThat(says(OTHER, both)).extracting(AlertUpdate::key).containsExactly("schedule-service/lag-high");
        assertThat(says(ONE, both)).extracting(AlertUpdate::key).containsExactly("funding-service/lag-high");
    }

    @Test
    void whereTheFirstIsSilentTheNextSpeaks() {
        assertThat(says(TWO, silent(ONE), live(TWO), live(OTHER)))
                .extracting(AlertUpdate::key)
                .containsExactly("funding-service/instance-silent");
    }

    @Test
    void whereAServiceHasNoInstanceTheFirstOfAllSpeaks() {
        InstanceView[] all = {silent(ONE), live(OTHER), live("school-updates-service/one")};

        assertThat(says("school-updates-service/one", all)).isEmpty();
        assertThat(says(OTHER, all)).extracting(AlertUpdate::key).containsExactly("funding-service/instance-silent");
    }

    @Test
    void whoIsCutOffSpeaksOfItsOwnServiceOnly() {
        InstanceView[] all = {live(ONE, Condition.LAG_HIGH), live(TWO), live(OTHER, Condition.LAG_HIGH)};

        assertThat(says(TWO, NOW, true, all)).extracting(AlertUpdate::key).containsExactly("funding-service/lag-high");
    }

    @Test
    void twoWhoSpeakForAMomentSayTheSame() {
        InstanceView[] all = {live(ONE, Condition.BROKER_AWAY), live(TWO)};

        assertThat(Alerts.toSay(activity(ONE), List.of(all), true, Map.of(), NOW))
                .isEqualTo(Alerts.toSay(activity(TWO), List.of(all), true, Map.of(), NOW))
                .hasSize(1);
    }
}
