package uk.gov.education.training.funding.domain.statements;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Map;

/**
 * Holds what a worked example expects against what was calculated.
 *
 * @param where in the example
 */
record Expectation(String where) {

    /** From so many decimals on an amount is taken to be one that no decimal is exactly, cut off there. */
    private static final int NOT_EXACT = 12;

    /** Everything there is, where otherwise an example may leave out what it is not about. */
    record Whole(Map<String, ?> values) {}

    void holds(JsonNode expected, Object actual) {
        switch (actual) {
            case Whole whole -> {
                assertThat(whole.values().keySet()).as(where).containsExactlyInAnyOrderElementsOf(names(expected));
                holds(expected, whole.values());
            }
            case Map<?, ?> values -> {
                for (String name : names(expected)) {
                    assertThat(values.containsKey(name))
                            .as("%s.%s is among %s", where, name, values.keySet())
                            .isTrue();
                    new Expectation(where + '.' + name).holds(expected.get(name), values.get(name));
                }
            }
            case List<?> values -> {
                assertThat(expected.isArray()).as("%s is a list", where).isTrue();
                assertThat(values).as(where).hasSize(expected.size());
                for (int i = 0; i < values.size(); i++) {
                    new Expectation(where + '[' + i + ']').holds(expected.get(i), values.get(i));
                }
            }
            case BigDecimal amount -> amountHolds(new BigDecimal(expected.asText()), amount);
            case Integer count -> assertThat(count).as(where).isEqualTo(expected.intValue());
            // in words it says why, in words of its own
            case Boolean answer ->
                assertThat(answer).as(where).isEqualTo(expected.isTextual() || expected.booleanValue());
            case String text -> assertThat(text).as(where).isEqualTo(expected.asText());
            default -> throw new IllegalArgumentException(where + ": nothing compares " + actual.getClass());
        }
    }

    private void amountHolds(BigDecimal expected, BigDecimal actual) {
        assertThat(expected.scale() >= NOT_EXACT ? actual.setScale(expected.scale(), RoundingMode.HALF_UP) : actual)
                .as(where)
                .isEqualByComparingTo(expected);
    }

    private List<String> names(JsonNode expected) {
        assertThat(expected.isObject()).as("%s is an object", where).isTrue();
        return expected.properties().stream().map(Map.Entry::getKey).toList();
    }
}
