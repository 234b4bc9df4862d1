package uk.gov.education.training.funding.domain.statements;

import java.math.BigDecimal;
import uk.gov.education.training.funding.domain.Rounding;

/**
 * A row of the overview of a statement.
 *
 * @param amount in pounds, rounded separately; clawbacks are negative
 */
public record StatementRow(Item item, BigDecimal amount) {

    public enum Item {
        OUTPUT_PAYMENT,
        ECTS_OUTPUT_PAYMENT,
        MENTORS_OUTPUT_PAYMENT,
        SERVICE_FEE,
        UPLIFT_FEES,
        CLAWBACKS,
        ECTS_CLAWBACKS,
        MENTORS_CLAWBACKS,
        ADDITIONAL_ADJUSTMENTS,
        VAT
    }

    static StatementRow of(Item item, BigDecimal amount) {
        return new StatementRow(item, Rounding.rounded(amount));
    }
}
