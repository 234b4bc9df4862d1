package uk.gov.education.training.funding.domain.statements;

import static java.util.Comparator.comparingInt;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import uk.gov.education.training.events.DeclarationType;
import uk.gov.education.training.funding.domain.contracts.BandTerms;

/**
 * The band allocation of ECF1, the predecessor of RECT, for examples that compare the two.
 *
 * <ol>
 *   <li>Subtract earlier clawbacks from earlier payments, and fill the bands with the result.
 *   <li>Fill the remaining places with additions, the first band first.
 *   <li>Take subtractions from these additions, the last band first, then from the earlier payments.
 * </ol>
 *
 * @param additions of one declaration type by band
 * @param subtractions of one declaration type by band
 */
record Ecf1Bands(List<Integer> additions, List<Integer> subtractions) {

    static Ecf1Bands of(List<BandTerms> terms, CumulativeCounts declared) {
        List<Integer> capacities =
                inOrder(terms).stream().map(band -> band.band().capacity()).toList();
        int net = Math.max(declared.previousBillable() - declared.previousRefundable(), 0);
        List<Integer> before = filled(capacities, net);
        List<Integer> additions = filled(minus(capacities, before), declared.billable());
        List<Integer> fromAdditions = drained(additions, declared.refundable());
        List<Integer> fromBefore = drained(before, declared.refundable() - sum(fromAdditions));
        return new Ecf1Bands(additions, plus(fromAdditions, fromBefore));
    }

    private static List<BandTerms> inOrder(List<BandTerms> terms) {
        return terms.stream()
                .sorted(comparingInt(band -> band.band().allocationOrder()))
                .toList();
    }

    BigDecimal total(List<BandTerms> terms, DeclarationType type) {
        List<BandTerms> bands = inOrder(terms);
        BigDecimal total = BigDecimal.ZERO;
        for (int i = 0; i < bands.size(); i++) {
            int count = additions.get(i) - subtractions.get(i);
            total = total.add(bands.get(i).unitFee(type).multiply(BigDecimal.valueOf(count)));
        }
        return total;
    }

    private static List<Integer> filled(List<Integer> places, int declarations) {
        List<Integer> filled = new ArrayList<>();
        for (int capacity : places) {
            filled.add(Math.min(capacity, declarations - sum(filled)));
        }
        return filled;
    }

    private static List<Integer> drained(List<Integer> counts, int declarations) {
        return filled(counts.reversed(), declarations).reversed();
    }

    static List<Integer> plus(List<Integer> some, List<Integer> others) {
        List<Integer> sums = new ArrayList<>();
        for (int i = 0; i < some.size(); i++) {
            sums.add(some.get(i) + others.get(i));
        }
        return sums;
    }

    private static List<Integer> minus(List<Integer> some, List<Integer> others) {
        return plus(some, others.stream().map(other -> -other).toList());
    }

    private static int sum(List<Integer> counts) {
        return counts.stream().mapToInt(Integer::intValue).sum();
    }
}
