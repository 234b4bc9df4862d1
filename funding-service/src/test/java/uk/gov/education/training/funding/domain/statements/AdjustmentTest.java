package uk.gov.education.training.funding.domain.statements;

import static java.math.BigDecimal.ONE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static uk.gov.education.training.funding.domain.statements.TermsFixtures.pounds;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AdjustmentTest {

    @ParameterizedTest
    @ValueSource(strings = {"0", "0.00", "1000000.01", "-1000000.01"})
    void anAmountOfZeroOrOverAMillionIsRejected(String amount) {
        assertThatIllegalArgumentException().isThrownBy(() -> new Adjustment("Arrears", pounds(amount)));
    }

    @Test
    void aPaymentTypeOf1To500CharactersIsRequired() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Adjustment(" ", ONE));
        assertThatIllegalArgumentException().isThrownBy(() -> new Adjustment("a".repeat(501), ONE));
        assertThat(new Adjustment("a".repeat(500), pounds("-1000000")).amount()).isNegative();
    }

    @Test
    void adjustmentsAddUp() {
        assertThat(Adjustment.total(List.of(
                        new Adjustment("Arrears", pounds("995.00")),
                        new Adjustment("Credit", pounds("-9.99")),
                        new Adjustment("Interest", pounds("4.99")))))
                .isEqualByComparingTo("990.00");
        assertThat(Adjustment.total(List.of())).isZero();
    }
}
