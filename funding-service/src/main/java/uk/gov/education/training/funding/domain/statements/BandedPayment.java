package uk.gov.education.training.funding.domain.statements;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import uk.gov.education.training.events.DeclarationType;
import uk.gov.education.training.funding.domain.contracts.Band;
import uk.gov.education.training.funding.domain.contracts.BandTerms;
import uk.gov.education.training.funding.domain.contracts.BandedTerms;
import uk.gov.education.training.funding.domain.statements.BandAllocation.InBand;

/**
 * The payment of a statement in bands, line by line.
 *
 * @param outputs all declaration types, including those without declarations
 * @param uplifts not in bands, and not limited by their capacity
 * @param monthlyServiceFee in pounds, not rounded
 */
public record BandedPayment(
        List<OfType> outputs, PaymentLine uplifts, BigDecimal monthlyServiceFee, List<Adjustment> adjustments) {

    /**
     * @param bands in the order in which they fill
     * @param unallocated declarations without a place, which are neither paid nor clawed back
     */
    public record OfType(DeclarationType type, List<OfBand> bands, CumulativeCounts unallocated) {

        public OfType {
            bands = List.copyOf(bands);
        }

        public GrossAndRefund amounts() {
            return GrossAndRefund.sum(bands.stream().map(band -> band.line().amounts()));
        }
    }

    /** @param unitFee for one declaration, in pounds and not rounded */
    public record OfBand(Band band, BigDecimal unitFee, CumulativeCounts counts) {

        public PaymentLine line() {
            return new PaymentLine(unitFee, counts.billable(), counts.refundable());
        }
    }

    public BandedPayment {
        outputs = List.copyOf(outputs);
        adjustments = List.copyOf(adjustments);
    }

    public static BandedPayment of(
            BandedTerms terms, DeclarationTotals declarationTotals, List<Adjustment> adjustments) {
        return new BandedPayment(
                Arrays.stream(DeclarationType.values())
                        .map(type -> of(terms.bands(), type, declarationTotals.of(type)))
                        .toList(),
                new PaymentLine(
                        terms.upliftFeePerDeclaration(),
                        declarationTotals.billableUplifts(),
                        declarationTotals.refundableUplifts()),
                ServiceFee.monthly(terms),
                adjustments);
    }

    private static OfType of(List<BandTerms> terms, DeclarationType type, CumulativeCounts counts) {
        BandAllocation allocation =
                BandAllocation.of(terms.stream().map(BandTerms::band).toList(), counts);
        List<InBand> bands = allocation.bands();
        return new OfType(
                type,
                IntStream.range(0, bands.size())
                        .mapToObj(i -> new OfBand(
                                bands.get(i).band(),
                                terms.get(i).unitFee(type),
                                bands.get(i).counts()))
                        .toList(),
                allocation.unallocated());
    }

    public BandedAmounts amounts() {
        return new BandedAmounts(
                GrossAndRefund.sum(outputs.stream().map(OfType::amounts)),
                uplifts.amounts(),
                monthlyServiceFee,
                Adjustment.total(adjustments));
    }
}
