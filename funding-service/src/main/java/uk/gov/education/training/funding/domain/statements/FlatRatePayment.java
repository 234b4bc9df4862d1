package uk.gov.education.training.funding.domain.statements;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import uk.gov.education.training.events.DeclarationType;
import uk.gov.education.training.funding.domain.contracts.FlatRateTerms;
import uk.gov.education.training.funding.domain.contracts.Proportions;

/**
 * What a statement pays for mentors at a flat rate, line by line. There are no bands, so nothing is left of earlier
 * statements and nothing is limited: a statement that only claws back comes to less than zero.
 *
 * @param outputs the declaration types that are paid for. No other type is
 */
public record FlatRatePayment(List<OfType> outputs) {

    public record OfType(DeclarationType type, PaymentLine line) {}

    public FlatRatePayment {
        outputs = List.copyOf(outputs);
    }

    public static FlatRatePayment of(FlatRateTerms terms, DeclarationTotals declarationTotals) {
        return of(terms.feePerDeclaration(), Proportions.FLAT_RATE, declarationTotals);
    }

    /**
     * @param proportions which part of the fee is paid for what
     * @throws IllegalArgumentException if they are not the whole fee
     */
    static FlatRatePayment of(
            BigDecimal feePerDeclaration,
            Map<DeclarationType, BigDecimal> proportions,
            DeclarationTotals declarationTotals) {
        BigDecimal whole = proportions.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add);
        if (whole.compareTo(BigDecimal.ONE) != 0) {
            throw new IllegalArgumentException("Proportions of a fee are the whole fee, but these are " + whole);
        }
        return new FlatRatePayment(Arrays.stream(DeclarationType.values())
                .filter(proportions::containsKey)
                .map(type -> new OfType(
                        type, line(proportions.get(type).multiply(feePerDeclaration), declarationTotals.of(type))))
                .toList());
    }

    private static PaymentLine line(BigDecimal unitFee, CumulativeCounts declarationTotals) {
        return new PaymentLine(unitFee, declarationTotals.billable(), declarationTotals.refundable());
    }

    public GrossAndRefund amounts() {
        return GrossAndRefund.sum(outputs.stream().map(type -> type.line().amounts()));
    }
}
