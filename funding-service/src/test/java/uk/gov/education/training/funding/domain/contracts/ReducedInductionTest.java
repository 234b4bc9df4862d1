package uk.gov.education.training.funding.domain.contracts;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReducedInductionTest {

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "1, COMPLETED",
        "2, STARTED COMPLETED",
        "3, STARTED RETAINED_1 COMPLETED",
        "5, STARTED RETAINED_1 RETAINED_2 RETAINED_3 COMPLETED",
        "6, STARTED RETAINED_1 RETAINED_2 RETAINED_3 RETAINED_4 COMPLETED"
    })
    void eachTermHasOneDeclaration(int terms, String declarations) {
        assertThat(ReducedInduction.declarations(terms).stream().map(Enum::name).collect(joining(" ")))
                .isEqualTo(declarations);
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 7})
    void inductionHasOneToSixTerms(int terms) {
        assertThatIllegalArgumentException().isThrownBy(() -> ReducedInduction.declarations(terms));
    }
}
