package uk.gov.education.training.platform.operations.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static uk.gov.education.training.platform.operations.domain.ActivityFixtures.THRESHOLDS;
import static uk.gov.education.training.platform.operations.domain.ActivityFixtures.activity;
import static uk.gov.education.training.platform.operations.domain.ActivityFixtures.consumerPosition;
import static uk.gov.education.training.platform.operations.domain.ActivityFixtures.withoutServers;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import uk.gov.education.training.events.Activity.ActiveCondition;
import uk.gov.education.training.events.Activity.Backlog;
import uk.gov.education.training.events.Activity.ConsumerPosition;
import uk.gov.education.training.events.Alert.Condition;

class ConditionsTest {

    private static final Backlog NOTHING = new Backlog(0, 0);

    private static List<Condition> conditions(Measured measured) {
        return Conditions.of(measured, THRESHOLDS).stream()
                .map(ActiveCondition::condition)
                .toList();
    }

    @Test
    void idleInstanceHasNoCondition() {
        assertThat(conditions(new Measured(false, false, NOTHING, List.of(consumerPosition(0, 0)), List.of())))
                .isEmpty();
    }

    @Test
    void unavailableServerIsACondition() {
        assertThat(conditions(new Measured(true, false, null, List.of(), List.of())))
                .containsExactly(Condition.DATABASE_UNAVAILABLE);
        assertThat(conditions(new Measured(false, true, NOTHING, List.of(), List.of())))
                .containsExactly(Condition.BROKER_UNAVAILABLE);
    }

    @ParameterizedTest
    @CsvSource({"100000, 10, false", "1, 10.1, true"})
    void relayIsStalledWhenAnEventHasWaitedTooLong(long records, double seconds, boolean stalled) {
        assertThat(conditions(new Measured(false, false, new Backlog(records, seconds), List.of(), List.of())))
                .isEqualTo(stalled ? List.of(Condition.RELAY_STALLED) : List.of());
    }

    @ParameterizedTest
    @CsvSource({"1000, 30, false", "1001, 0, true", "1, 30.1, true"})
    void lagIsHighByRecordsOrByTime(long records, double seconds, boolean high) {
        assertThat(conditions(
                        new Measured(false, false, NOTHING, List.of(consumerPosition(records, seconds)), List.of())))
                .isEqualTo(high ? List.of(Condition.LAG_HIGH) : List.of());
    }

    @ParameterizedTest
    @CsvSource({", false", "5000, false", "5001, true"})
    void propagationIsSlowByItsP99(Double p99, boolean slow) {
        var position = new ConsumerPosition("declarations", NOTHING, 1.0, p99);
        assertThat(conditions(new Measured(false, false, NOTHING, List.of(position), List.of())))
                .isEqualTo(slow ? List.of(Condition.PROPAGATION_SLOW) : List.of());
    }

    @Test
    void detailNamesTheTopicsAndNoChangingFigure() {
        var positions = List.of(
                new ConsumerPosition("training-changes", new Backlog(3, 31), null, null),
                new ConsumerPosition("declarations", new Backlog(4_711, 2), null, null),
                new ConsumerPosition("statements", NOTHING, null, null));

        assertThat(Conditions.of(new Measured(false, false, NOTHING, positions, List.of()), THRESHOLDS))
                .containsExactly(new ActiveCondition(
                        Condition.LAG_HIGH,
                        "More than 30 s or 1000 records behind on declarations, training-changes."));
    }

    @Test
    void storedConditionIsReportedUnchanged() {
        var deadLetters = new ActiveCondition(Condition.DEAD_LETTERS_WAITING, "3 records");

        assertThat(Conditions.of(new Measured(false, false, NOTHING, List.of(), List.of(deadLetters)), THRESHOLDS))
                .containsExactly(deadLetters);
    }

    @ParameterizedTest
    @EnumSource(
            names = {"DATABASE_UNAVAILABLE", "BROKER_UNAVAILABLE", "PROPAGATION_SLOW"},
            mode = EnumSource.Mode.EXCLUDE)
    void conditionIsUnknownWithoutServers(Condition condition) {
        assertThat(Conditions.isKnown(withoutServers("schedule-service/one"), condition))
                .isFalse();
        assertThat(Conditions.isKnown(activity("schedule-service/one"), condition))
                .isEqualTo(condition != Condition.INSTANCE_UNRESPONSIVE);
    }

    @ParameterizedTest
    @EnumSource(names = {"DATABASE_UNAVAILABLE", "BROKER_UNAVAILABLE", "PROPAGATION_SLOW"})
    void conditionOfAServerIsAlwaysKnown(Condition condition) {
        assertThat(Conditions.isKnown(withoutServers("schedule-service/one"), condition))
                .isTrue();
    }
}
