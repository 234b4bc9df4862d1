package uk.gov.education.training.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class VersionsTest {

    @Test
    void ownerNeverCountsPastTheHighestVersion() {
        assertThat(Versions.next(1)).isEqualTo(2);
        assertThat(Versions.next(Versions.MOST - 1)).isEqualTo(Versions.MOST);
        for (long last : List.of(Versions.MOST, Long.MAX_VALUE)) {
            assertThatThrownBy(() -> Versions.next(last)).isInstanceOf(ArithmeticException.class);
            assertThatThrownBy(() -> Versions.above(last)).isInstanceOf(ArithmeticException.class);
        }
    }

    @Test
    void republishedVersionIsAboveAnyThatAReaderCanHaveAccepted() {
        long highest = 12;
        long again = Versions.above(highest);
        assertThat(Versions.mayFollow(highest, again - 1, false)).isTrue();
        assertThat(Versions.mayFollow(highest, again, false)).isFalse();
        assertThat(Versions.mayFollow(highest, again, true)).isTrue();
    }

    @Test
    void firstVersionLeavesHalfOfTheRangeAbove() {
        assertThat(Versions.above(Versions.MOST_AT_FIRST)).isLessThan(Versions.MOST);
    }

    @Test
    void everySchemaLimitsTheVersion() {
        for (Golden golden : Golden.all()) {
            var body = golden.body().deepCopy();
            ((com.fasterxml.jackson.databind.node.ObjectNode) body).put("version", Versions.MOST);
            assertThat(golden.errors(body)).as(golden.toString()).isEmpty();
            ((com.fasterxml.jackson.databind.node.ObjectNode) body).put("version", Versions.MOST + 1);
            assertThat(golden.errors(body))
                    .as(golden.toString())
                    .singleElement()
                    .asString()
                    .startsWith("/version: ");
        }
    }

    @Test
    void everyTopicOfFactsCanBeRepublished() {
        List<Topic<?, ?>> facts = Topics.ALL.stream()
                .filter(topic -> !List.of(Topics.OPERATIONS_ALERTS, Topics.OPERATIONS_ACTIVITY)
                        .contains(topic))
                .toList();
        assertThat(facts).hasSizeGreaterThan(5).allSatisfy(topic -> assertThat(
                        topic.typeNames().keySet())
                .filteredOn(Republished.class::isAssignableFrom)
                .hasSize(1));
    }
}
