package uk.gov.education.training.funding.domain.statements;

import static org.assertj.core.api.Assertions.assertThat;
import static uk.gov.education.training.funding.domain.VerdictContent.accepted;
import static uk.gov.education.training.funding.domain.VerdictContent.reasons;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import uk.gov.education.training.events.Statement.FeeType;
import uk.gov.education.training.events.Statement.StatementStatus;
import uk.gov.education.training.platform.rules.Reason;

class AdjustmentRulesTest {

    @ParameterizedTest
    @CsvSource({
        "OUTPUT, OPEN, true",
        "OUTPUT, PAYABLE, true",
        "OUTPUT, PAID, false",
        "SERVICE, OPEN, false",
    })
    void onlyUnpaidOutputStatementsCanBeAdjusted(FeeType feeType, StatementStatus status, boolean allowed) {
        assertThat(reasons(AdjustmentRules.requireAdjustable(feeType, status)).isEmpty())
                .isEqualTo(allowed);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1000000", "-0.01", "0.01", "1000000.00", "1.005", "-0.0001", "12.345600"})
    void amountsUpToAMillionWithFourDecimalsAreAccepted(String amount) {
        assertThat(reasons(AdjustmentRules.adjustment("Service credit", new BigDecimal(amount))))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0",
                "0.00",
                "-1000000.01",
                "1000000.01",
                "1000000.0001",
                "1.00005",
                "1E+999999999",
                "1E-999999999"
            })
    void otherAmountsAreRefused(String amount) {
        assertThat(reasons(AdjustmentRules.adjustment("Service credit", new BigDecimal(amount))))
                .extracting(Reason::field)
                .containsExactly("amount");
    }

    @ParameterizedTest
    @CsvSource({"12.5, 12.50", "-3, -3.00", "1.0050, 1.005", "0.0001, 0.0001", "1E+3, 1000.00"})
    void amountKeepsAllDigits(BigDecimal written, BigDecimal kept) {
        assertThat(accepted(AdjustmentRules.adjustment("Service credit", written))
                        .amount())
                .isEqualTo(kept);
    }

    @Test
    void paymentTypeHas1To500Characters() {
        assertThat(reasons(AdjustmentRules.adjustment("x".repeat(500), BigDecimal.ONE)))
                .isEmpty();
        assertThat(reasons(AdjustmentRules.adjustment("😀".repeat(500), BigDecimal.ONE)))
                .isEmpty();
        assertThat(reasons(AdjustmentRules.adjustment("x".repeat(501), BigDecimal.ONE)))
                .hasSize(1);
        assertThat(reasons(AdjustmentRules.adjustment(" ", null)))
                .extracting(Reason::field)
                .containsExactly("payment_type", "amount");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\u00A0\t",
                "\u200B",
                "credit\u0000",
                "credit\u0007",
                "credit\uD83D",
                "credit\u202Etiderc",
                "a\nb"
            })
    void paymentTypeIsOneLineOfVisibleText(String paymentType) {
        assertThat(reasons(AdjustmentRules.adjustment(paymentType, BigDecimal.ONE)))
                .extracting(Reason::field)
                .containsExactly("payment_type");
    }

    @Test
    void whitespaceInPaymentTypeIsOneSpace() {
        assertThat(accepted(AdjustmentRules.adjustment("\u00A0Service \t credit ", BigDecimal.ONE))
                        .paymentType())
                .isEqualTo("Service credit");
    }
}
