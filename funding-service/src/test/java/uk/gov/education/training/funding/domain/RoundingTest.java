package uk.gov.education.training.funding.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RoundingTest {

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "9.045, 9.05",
        "9.0449999999, 9.04",
        "-9.045, -9.05",
        "-9.0449999999, -9.04",
        "0.005, 0.01",
        "-0.005, -0.01",
        "1000, 1000.00",
        "1E+3, 1000.00",
        "2.5E-9, 0.00"
    })
    void halfAPennyIsRoundedAwayFromZero(BigDecimal amount, String shown) {
        assertThat(Rounding.rounded(amount)).hasToString(shown);
    }

    @ParameterizedTest
    @CsvSource({"0", "-0.0", "-0.001", "-0.0049999", "0.004"})
    void zeroHasNoSign(BigDecimal amount) {
        assertThat(Rounding.rounded(amount)).hasToString("0.00");
    }
}
