package uk.gov.education.training.funding.domain.statements;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import uk.gov.education.training.funding.domain.contracts.Band;
import uk.gov.education.training.funding.domain.contracts.BandTerms;
import uk.gov.education.training.funding.domain.contracts.BandedTerms;
import uk.gov.education.training.funding.domain.statements.BandAllocation.InBand;

/**
 * What a lead provider is paid month by month, whatever is declared. It is on every statement of the contract, even
 * after as many as it was divided by.
 *
 * <p>Where a division is not exact it is to 34 digits: far more than anything that is shown.
 */
public final class ServiceFee {

    /** By how many months the whole is divided. */
    public static final int PAYMENTS = 29;

    private ServiceFee() {}

    /** In pounds, not rounded: what was agreed, or else what follows from the recruitment target. */
    public static BigDecimal monthly(BandedTerms terms) {
        return terms.monthlyServiceFee() != null
                ? terms.monthlyServiceFee()
                : total(terms).divide(BigDecimal.valueOf(PAYMENTS), MathContext.DECIMAL128);
    }

    /**
     * What follows from the recruitment target for the whole contract: the trainees fill the bands from the first one
     * upward, and each counts for the part of the band's fee that is not paid for what is declared. The set-up fee is
     * taken off, by as much as the first band is filled. What is left may be less than zero.
     */
    public static BigDecimal total(BandedTerms terms) {
        List<Band> bands = terms.bands().stream().map(BandTerms::band).toList();
        List<InBand> recruited = BandAllocation.of(bands, new CumulativeCounts(0, 0, terms.recruitmentTarget(), 0))
                .bands();
        BigDecimal total = BigDecimal.ZERO;
        for (int i = 0; i < recruited.size(); i++) {
            BandTerms band = terms.bands().get(i);
            total = total.add(
                    places(recruited.get(i)).multiply(band.feePerDeclaration()).multiply(band.serviceFeeRatio()));
        }
        return recruited.isEmpty() ? total : total.subtract(setupFee(terms.setupFee(), recruited.getFirst()));
    }

    private static BigDecimal setupFee(BigDecimal setupFee, InBand first) {
        return places(first)
                .multiply(setupFee)
                .divide(BigDecimal.valueOf(first.band().capacity()), MathContext.DECIMAL128);
    }

    private static BigDecimal places(InBand band) {
        return BigDecimal.valueOf(band.counters().billable());
    }
}
