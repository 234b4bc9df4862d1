package uk.gov.education.training.funding.domain.statements;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Map;

/**
 * Compares the expected values of a worked example with the calculated ones.
 *
 * @param where the path in the example
 */
record Expectation(String where) {

    /** An expected amount with this many decimals is rounded; compare to its scale. */
    private static final int ROUNDED_SCALE = 12;

    /** Values that the example must list completely. Otherwise it may leave values out. */
    record Complete(Map<String, ?> values) {}

    void matches(JsonNode expected, Object actual) {
        switch (actual) {
            case Complete complete -> {
                assertThat(complete.values().keySet()).as(where).containsExactlyInAnyOrderElementsOf(names(expected));
                matches(expected, complete.values());
            }
            case Map<?, ?> values -> {
                for (String name : names(expected)) {
                    assertThat(values.containsKey(name))
                            .as("%s.%s is among %s", where, name, values.keySet())
                            .isTrue();
                    new Expectation(where + '.' + name).matches(expected.get(name), values.get(name));
                }
            }
            case List<?> values -> {
                assertThat(expected.isArray()).as("%s is a list", where).isTrue();
                assertThat(values).as(where).hasSize(expected.size());
                for (int i = 0; i < values.size(); i++) {
                    new Expectation(where + '[' + i + ']').matches(expected.get(i), values.get(i));
                }
            }
            case BigDecimal amount -> amountMatches(new BigDecimal(expected.asText()), amount);
            case Integer count -> assertThat(count).as(where).isEqualTo(expected.intValue());
            // an example may give a reason in words instead of true
            case Boolean answer ->
                assertThat(answer).as(where).isEqualTo(expected.isTextual() || expected.booleanValue());
            case String text -> assertThat(text).as(where).isEqualTo(expected.asText());
            default -> throw new IllegalArgumentException(where + ": cannot compare " + actual.getClass());
        }
    }

    private void amountMatches(BigDecimal expected, BigDecimal actual) {
        assertThat(expected.scale() >= ROUNDED_SCALE ? actual.setScale(expected.scale(), RoundingMode.HALF_UP) : actual)
                .as(where)
                .isEqualByComparingTo(expected);
    }

    private List<String> names(JsonNode expected) {
        assertThat(expected.isObject()).as("%s is an object", where).isTrue();
        return expected.properties().stream().map(Map.Entry::getKey).toList();
    }
}
