package uk.gov.education.training.funding.domain.contracts;

import static java.math.BigDecimal.ONE;
import static java.math.BigDecimal.ZERO;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static uk.gov.education.training.funding.domain.statements.TermsFixtures.band;
import static uk.gov.education.training.funding.domain.statements.TermsFixtures.fourBands;
import static uk.gov.education.training.funding.domain.statements.TermsFixtures.pounds;
import static uk.gov.education.training.funding.domain.statements.TermsFixtures.terms;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Terms that break a rule are refused. */
class TermsTest {

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource({"1, A", "2, B", "26, Z"})
    void bandsHaveLettersInOrder(int order, char letter) {
        assertThat(new Band(order, 1).letter()).isEqualTo(letter);
    }

    @ParameterizedTest(name = "number {0} with {1} places")
    @CsvSource({"0, 1", "27, 1", "1, 0", "1, -1"})
    void bandNeedsALetterAndPlaces(int order, int capacity) {
        assertThatIllegalArgumentException().isThrownBy(() -> new Band(order, capacity));
    }

    @ParameterizedTest(name = "{0} at {1} and {2}")
    @CsvSource({"0, 0.60, 0.40", "-1, 0.60, 0.40", "100, 0.60, 0.41", "100, 0.60, 0.39", "100, 1.10, -0.10"})
    void feeRatiosAddUpToOne(String fee, String output, String service) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new BandTerms(new Band(1, 1), pounds(fee), pounds(output), pounds(service)));
    }

    @ParameterizedTest(name = "{0}, {1}, {2}, {3}")
    @CsvSource({"-1, 0, 0, 0", "0, -1, 0, 0", "0, 0, -1, 0", "0, 0, 0, -1"})
    void bandedTermsAreNotNegative(int target, String uplift, String monthly, String setup) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new BandedTerms(target, pounds(uplift), pounds(monthly), pounds(setup), fourBands()));
    }

    @Test
    void bandHasOneSetOfTerms() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> terms(List.of(band(1, 2, "400", "0.60"), band(1, 2, "300", "0.60"))));
    }

    @ParameterizedTest(name = "{0} at {1}")
    @CsvSource({"0, 1000", "10, 0", "10, -1"})
    void flatRateNeedsAPositiveTarget(int target, String fee) {
        assertThatIllegalArgumentException().isThrownBy(() -> new FlatRateTerms(target, pounds(fee)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"-0.01", "1.01", "20"})
    void vatRateIsBetween0And1(String rate) {
        assertThatIllegalArgumentException().isThrownBy(() -> new ContractTerms.Ecf(terms(fourBands()), pounds(rate)));
    }

    @Test
    void vatRateCanBe0Or1() {
        assertThat(List.of(
                        new ContractTerms.Ecf(terms(fourBands()), ZERO).vatRate(),
                        new ContractTerms.Ecf(terms(fourBands()), ONE).vatRate()))
                .containsExactly(ZERO, ONE);
    }
}
