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
 * <p>The rules are those of RECT, {@code rect}. An example of its predecessor, {@code ecf1}, or of what is on paper
 * only is held against the same rules: they differ in nothing but what happens once the bands have overflowed. What
 * ECF1 comes to there is asked as {@code ecf1_…}.
 */
class FundingCasesTest {

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void calculatesTheExpectedResult(FundingCase example) {
        assertThat(example.expected().isEmpty())
                .as("%s expects nothing", example)
                .isFalse();

        Map<String, Object> answers = FundingCaseAnswers.to(example);

        for (Map.Entry<String, JsonNode> expected : example.expected().properties()) {
            String field = expected.getKey();
            String where = "%s (%s) %s".formatted(example.id(), example.implementation(), field);
            assertThat(answers)
                    .as("%s, asked in area %s", where, example.area())
                    .containsKey(field);
            new Expectation(where).holds(expected.getValue(), answers.get(field));
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
