package uk.gov.education.training.funding.domain.statements;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import uk.gov.education.training.events.DeclarationType;
import uk.gov.education.training.funding.domain.contracts.FlatRateTerms;
import uk.gov.education.training.funding.domain.contracts.Proportions;

/**
 * The payment of a statement for mentors at a flat rate, line by line. Without bands, earlier statements don't matter
 * and there is no limit. A statement with only clawbacks is negative.
 *
 * @param outputs only the declaration types that are paid for
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
     * @param proportions the share of the fee for each declaration type
     * @throws IllegalArgumentException if the shares don't add up to 1
     */
    static FlatRatePayment of(
            BigDecimal feePerDeclaration,
            Map<DeclarationType, BigDecimal> proportions,
            DeclarationTotals declarationTotals) {
        BigDecimal whole = proportions.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add);
        if (whole.compareTo(BigDecimal.ONE) != 0) {
            throw new IllegalArgumentException("Proportions of a fee must add up to 1, but add up to " + whole);
        }
        return new FlatRatePayment(Arrays.stream(DeclarationType.values())
                .filter(proportions::containsKey)
                .map(type -> new OfType(
                        type, line(proportions.get(type).multiply(feePerDeclaration), declarationTotals.of(type))))
                .toList());
    }

    private static PaymentLine line(BigDecimal unitFee, CumulativeCounts counts) {
        return new PaymentLine(unitFee, counts.billable(), counts.refundable());
    }

    public GrossAndRefund amounts() {
        return GrossAndRefund.sum(outputs.stream().map(type -> type.line().amounts()));
    }
}
