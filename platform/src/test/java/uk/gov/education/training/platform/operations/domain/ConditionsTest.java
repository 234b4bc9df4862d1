package uk.gov.education.training.platform.operations.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static uk.gov.education.training.platform.operations.domain.Given.THRESHOLDS;
import static uk.gov.education.training.platform.operations.domain.Given.activity;
import static uk.gov.education.training.platform.operations.domain.Given.helpless;
import static uk.gov.education.training.platform.operations.domain.Given.reading;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import uk.gov.education.training.events.Activity.Reading;
import uk.gov.education.training.events.Activity.Standing;
import uk.gov.education.training.events.Activity.Waiting;
import uk.gov.education.training.events.Alert.Condition;

class ConditionsTest {

    private static final Waiting NOTHING = new Waiting(0, 0);

    private static List<Condition> conditions(Measured measured) {
        return Conditions.of(measured, THRESHOLDS).stream()
                .map(Standing::condition)
                .toList();
    }

    @Test
    void nothingIsWrongWithAnInstanceAtRest() {
        assertThat(conditions(new Measured(false, false, NOTHING, List.of(reading(0, 0)), List.of())))
                .isEmpty();
    }

    @Test
    void aServerThatIsAwayIsACondition() {
        assertThat(conditions(new Measured(true, false, null, List.of(), List.of())))
                .containsExactly(Condition.DATABASE_AWAY);
        assertThat(conditions(new Measured(false, true, NOTHING, List.of(), List.of())))
                .containsExactly(Condition.BROKER_AWAY);
    }

    @ParameterizedTest
    @CsvSource({"100000, 10, false", "1, 10.1, true"})
    void theRelayIsStalledWhenAnEventHasWaitedForTooLong(long records, double seconds, boolean stalled) {
        assertThat(conditions(new Measured(false, false, new Waiting(records, seconds), List.of(), List.of())))
                .isEqualTo(stalled ? List.of(Condition.RELAY_STALLED) : List.of());
    }

    @ParameterizedTest
    @CsvSource({"1000, 30, false", "1001, 0, true", "1, 30.1, true"})
    void lagIsHighByRecordsOrByTime(long records, double seconds, boolean high) {
        assertThat(conditions(new Measured(false, false, NOTHING, List.of(reading(records, seconds)), List.of())))
                .isEqualTo(high ? List.of(Condition.LAG_HIGH) : List.of());
    }

    @ParameterizedTest
    @CsvSource({", false", "5000, false", "5001, true"})
    void propagationIsSlowByItsSlowestInAHundred(Double p99, boolean slow) {
        var reading = new Reading("declarations", NOTHING, 1.0, p99);
        assertThat(conditions(new Measured(false, false, NOTHING, List.of(reading), List.of())))
                .isEqualTo(slow ? List.of(Condition.PROPAGATION_SLOW) : List.of());
    }

    @Test
    void aDetailNamesTheTopicsAndNoFigureThatMoves() {
        var readings = List.of(
                new Reading("training-changes", new Waiting(3, 31), null, null),
                new Reading("declarations", new Waiting(4_711, 2), null, null),
                new Reading("statements", NOTHING, null, null));

        assertThat(Conditions.of(new Measured(false, false, NOTHING, readings, List.of()), THRESHOLDS))
                .containsExactly(new Standing(
                        Condition.LAG_HIGH,
                        "More than 30 s or 1000 records behind in reading declarations, training-changes."));
    }

    @Test
    void whatIsStoredIsSaidAsItWasFound() {
        var letters = new Standing(Condition.DEAD_LETTERS_WAITING, "3 records");

        assertThat(Conditions.of(new Measured(false, false, NOTHING, List.of(), List.of(letters)), THRESHOLDS))
                .containsExactly(letters);
    }

    @ParameterizedTest
    @EnumSource(
            names = {"DATABASE_AWAY", "BROKER_AWAY", "PROPAGATION_SLOW"},
            mode = EnumSource.Mode.EXCLUDE)
    void withoutServersAnInstanceCannotTell(Condition condition) {
        assertThat(Conditions.canTell(helpless("schedule-service/one"), condition))
                .isFalse();
        assertThat(Conditions.canTell(activity("schedule-service/one"), condition))
                .isEqualTo(condition != Condition.INSTANCE_SILENT);
    }

    @ParameterizedTest
    @EnumSource(names = {"DATABASE_AWAY", "BROKER_AWAY", "PROPAGATION_SLOW"})
    void whetherItsServersAreThereItCanAlwaysTell(Condition condition) {
        assertThat(Conditions.canTell(helpless("schedule-service/one"), condition))
                .isTrue();
    }
}
