package uk.gov.education.training.funding.domain.statements;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import uk.gov.education.training.funding.domain.contracts.Band;
import uk.gov.education.training.funding.domain.contracts.BandTerms;
import uk.gov.education.training.funding.domain.contracts.BandedTerms;
import uk.gov.education.training.funding.domain.statements.BandAllocation.InBand;

/**
 * Calculates the monthly service fee, which is paid regardless of declarations. Every statement of a contract pays it,
 * even if there are more statements than {@link #PAYMENTS}.
 *
 * <p>Divisions keep 34 digits, far more than any amount shows.
 */
public final class ServiceFee {

    /** The number of months that the total is divided by. */
    public static final int PAYMENTS = 29;

    private ServiceFee() {}

    /** The agreed fee, or else the fee calculated from the recruitment target. In pounds, not rounded. */
    public static BigDecimal monthly(BandedTerms terms) {
        return terms.monthlyServiceFee() != null
                ? terms.monthlyServiceFee()
                : total(terms).divide(BigDecimal.valueOf(PAYMENTS), MathContext.DECIMAL128);
    }

    /**
     * The total fee of the contract, calculated from the recruitment target. The trainees fill the bands from the first
     * one upward, and each pays the service fee share of the band's fee. The set-up fee is deducted in proportion to
     * how full the first band is. The result may be negative.
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
        return BigDecimal.valueOf(band.counts().billable());
    }
}
