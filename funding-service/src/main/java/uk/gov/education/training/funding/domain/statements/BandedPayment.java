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
 * What a statement pays in bands, line by line.
 *
 * @param outputs every declaration type, whether declared or not
 * @param uplifts neither banded nor limited by the room in the bands
 * @param monthlyServiceFee in pounds, not rounded
 */
public record BandedPayment(
        List<OfType> outputs, PaymentLine uplifts, BigDecimal monthlyServiceFee, List<Adjustment> adjustments) {

    /**
     * @param bands in the order in which they fill
     * @param unallocated what found no place in them and is not paid, or not clawed back
     */
    public record OfType(DeclarationType type, List<OfBand> bands, CumulativeCounts unallocated) {

        public OfType {
            bands = List.copyOf(bands);
        }

        public GrossAndRefund amounts() {
            return GrossAndRefund.sum(bands.stream().map(band -> band.line().amounts()));
        }
    }

    /** @param unitFee of one declaration, in pounds and not rounded */
    public record OfBand(Band band, BigDecimal unitFee, CumulativeCounts counters) {

        public PaymentLine line() {
            return new PaymentLine(unitFee, counters.billable(), counters.refundable());
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

    private static OfType of(List<BandTerms> terms, DeclarationType type, CumulativeCounts declarationTotals) {
        BandAllocation allocation =
                BandAllocation.of(terms.stream().map(BandTerms::band).toList(), declarationTotals);
        List<InBand> bands = allocation.bands();
        return new OfType(
                type,
                IntStream.range(0, bands.size())
                        .mapToObj(i -> new OfBand(
                                bands.get(i).band(),
                                terms.get(i).unitFee(type),
                                bands.get(i).counters()))
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
