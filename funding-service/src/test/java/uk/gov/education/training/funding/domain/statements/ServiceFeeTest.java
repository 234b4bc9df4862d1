package uk.gov.education.training.funding.domain.statements;

import static org.assertj.core.api.Assertions.assertThat;
import static uk.gov.education.training.funding.domain.statements.TermsFixtures.band;
import static uk.gov.education.training.funding.domain.statements.TermsFixtures.fourBands;
import static uk.gov.education.training.funding.domain.statements.TermsFixtures.pounds;
import static uk.gov.education.training.funding.domain.statements.TermsFixtures.terms;

import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import uk.gov.education.training.funding.domain.contracts.BandedTerms;

class ServiceFeeTest {

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"1000", "0", "0.01"})
    void agreedFeeOverridesTheCalculatedOne(String agreed) {
        var terms = new BandedTerms(8, pounds("0"), pounds(agreed), pounds("500"), fourBands());

        assertThat(ServiceFee.monthly(terms)).isEqualByComparingTo(agreed);
    }

    @ParameterizedTest(name = "target {0}: {1}")
    @CsvSource({
        "0, 0",
        "1, 160",
        "2, 320",
        "3, 440",
        "8, 800",
        // nothing is paid for more trainees than the bands have places
        "9, 800",
        "6000, 800"
    })
    void targetFillsTheBandsAtTheServiceFeeRatio(int target, BigDecimal total) {
        assertThat(ServiceFee.total(terms(target, "0", fourBands()))).isEqualByComparingTo(total);
    }

    @ParameterizedTest(name = "target {0}: {1}")
    @CsvSource({"0, 0", "50, 15750", "100, 31500", "101, 31500"})
    void setUpFeeIsDeductedInProportionToTheFirstBand(int target, BigDecimal total) {
        assertThat(ServiceFee.total(terms(target, "500", List.of(band(1, 100, "800", "0.60")))))
                .isEqualByComparingTo(total);
    }

    @Test
    void monthlyFeeIsOneTwentyNinth() {
        assertThat(ServiceFee.monthly(terms(29, "0", List.of(band(1, 29, "10", "0.60")))))
                .isEqualByComparingTo("4");
    }

    @Test
    void inexactFeeIsNotRounded() {
        assertThat(ServiceFee.monthly(terms(100, "500", List.of(band(1, 100, "800", "0.60")))))
                .isEqualByComparingTo("1086.206896551724137931034482758621");
    }

    @Test
    void inexactSetUpFeeIsNotRounded() {
        assertThat(ServiceFee.total(terms(1, "100", List.of(band(1, 3, "1000", "0.60")))))
                .isEqualByComparingTo("366.66666666666666666666666666666667");
    }

    @Test
    void largeSetUpFeeMakesTheFeeNegative() {
        assertThat(ServiceFee.total(terms(6000, "149651", fourBands()))).isEqualByComparingTo("-148851");
        assertThat(ServiceFee.monthly(terms(6000, "149651", fourBands()))).isNegative();
    }

    @Test
    void withoutBandsThereIsNoServiceFee() {
        assertThat(ServiceFee.monthly(terms(100, "500", List.of()))).isZero();
    }

    @Test
    void bandWithoutServiceFeeRatioAddsNothing() {
        var bands = List.of(band(1, 2, "400", "0.60"), band(2, 2, "300", "1.00"));

        assertThat(ServiceFee.total(terms(4, "0", bands))).isEqualByComparingTo("320");
    }
}
