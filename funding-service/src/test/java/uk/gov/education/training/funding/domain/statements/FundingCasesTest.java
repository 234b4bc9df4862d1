package uk.gov.education.training.funding.domain.statements;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import uk.gov.education.training.events.Json;

/**
 * Every worked example in {@code funding_cases.json}, or in the file that {@code -Dfunding.cases=…} names.
 *
 * <p>All examples must match the rules of RECT ({@code rect}), including those from its predecessor ({@code ecf1}) and
 * from documents. The implementations differ only after the bands have overflowed. There {@code ecf1_…} has the result
 * of ECF1.
 */
class FundingCasesTest {

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void calculatesTheExpectedResult(FundingCase example) {
        assertThat(example.expected().isEmpty())
                .as("%s has no expected values", example)
                .isFalse();

        Map<String, Object> answers = FundingCaseAnswers.to(example);

        for (Map.Entry<String, JsonNode> expected : example.expected().properties()) {
            String field = expected.getKey();
            String where = "%s (%s) %s".formatted(example.id(), example.implementation(), field);
            assertThat(answers)
                    .as("%s, asked in area %s", where, example.area())
                    .containsKey(field);
            new Expectation(where).matches(expected.getValue(), answers.get(field));
        }
    }

    @Test
    void unknownAreaFails() {
        FundingCase example = new FundingCase(
                "X-01",
                "lottery",
                "rect",
                "Something new",
                Json.MAPPER.createObjectNode(),
                Json.MAPPER.createObjectNode().put("total", "1"));

        assertThatThrownBy(() -> calculatesTheExpectedResult(example))
                .isInstanceOf(UnsupportedOperationException.class)
                .hasMessageContaining("lottery");
    }

    @Test
    void caseIdsAreUnique() {
        assertThat(cases()).isNotEmpty();
        assertThat(cases()).extracting(FundingCase::id).doesNotHaveDuplicates().doesNotContain("");
    }

    static List<FundingCase> cases() {
        return FundingCase.all();
    }
}
