package uk.gov.education.training.funding.domain.statements;

import static java.math.BigDecimal.ONE;
import static java.math.BigDecimal.ZERO;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import uk.gov.education.training.events.DeclarationType;
import uk.gov.education.training.funding.domain.contracts.Band;
import uk.gov.education.training.funding.domain.contracts.BandTerms;
import uk.gov.education.training.funding.domain.contracts.BandedTerms;

/** Contract terms for the tests. */
public final class TermsFixtures {

    public static final BigDecimal VAT = new BigDecimal("0.20");

    private TermsFixtures() {}

    public static BigDecimal pounds(String amount) {
        return new BigDecimal(amount);
    }

    /** Bands A, B, C… with these capacities, such as {@code 2 2 2}. */
    public static List<Band> bands(String capacities) {
        int[] places =
                Arrays.stream(capacities.split(" ")).mapToInt(Integer::parseInt).toArray();
        return IntStream.range(0, places.length)
                .mapToObj(i -> new Band(i + 1, places[i]))
                .toList();
    }

    public static BandTerms band(int order, int capacity, String fee, String outputFeeRatio) {
        BigDecimal output = pounds(outputFeeRatio);
        return new BandTerms(new Band(order, capacity), pounds(fee), output, ONE.subtract(output));
    }

    /** Four bands with two places each, at 400, 300, 200 and 100. The output fee ratio is 60%. */
    public static List<BandTerms> fourBands() {
        return List.of(
                band(1, 2, "400", "0.60"),
                band(2, 2, "300", "0.60"),
                band(3, 2, "200", "0.60"),
                band(4, 2, "100", "0.60"));
    }

    /** Terms with an uplift fee of 100 and no service fee. */
    public static BandedTerms terms(List<BandTerms> bands) {
        return new BandedTerms(0, pounds("100"), ZERO, ZERO, bands);
    }

    public static BandedTerms terms(int recruitmentTarget, String setupFee, List<BandTerms> bands) {
        return new BandedTerms(recruitmentTarget, pounds("100"), null, pounds(setupFee), bands);
    }

    public static DeclarationTotals billable(DeclarationType type, int declarations) {
        return declared(type, new CumulativeCounts(0, 0, declarations, 0));
    }

    public static DeclarationTotals refundable(DeclarationType type, int declarations) {
        return declared(type, new CumulativeCounts(0, 0, 0, declarations));
    }

    public static DeclarationTotals declared(DeclarationType type, CumulativeCounts cumulativeCounts) {
        return new DeclarationTotals(Map.of(type, cumulativeCounts), 0, 0);
    }

    public static DeclarationTotals uplifts(int billable, int refundable) {
        return new DeclarationTotals(Map.of(), billable, refundable);
    }
}
