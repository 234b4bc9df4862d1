package uk.gov.education.training.funding.domain.statements;

import static java.util.Comparator.comparingInt;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import uk.gov.education.training.funding.domain.contracts.Band;

/**
 * How many of the declarations of one type are in which band.
 *
 * <ol>
 *   <li>What earlier statements pay for fills the bands from the first one upward, each until it is full.
 *   <li>What earlier statements claw back is taken out of the last band first, then downward. The places are free
 *       again.
 *   <li>What this statement pays for fills the bands likewise,
 *   <li>and what it claws back is taken out likewise. So it is priced at the highest band that is occupied now, which
 *       need not be the one at which it was paid.
 *   <li>What finds no place, or none to be taken out of, is dropped: it costs nothing.
 * </ol>
 *
 * <p>Only numbers are allocated: no declaration is in a band.
 *
 * @param bands in the order in which they fill
 * @param unallocated what was dropped
 */
public record BandAllocation(List<InBand> bands, CumulativeCounts unallocated) {

    public record InBand(Band band, CumulativeCounts counters) {

        int room() {
            return Math.max(band.capacity() - counters.net(), 0);
        }

        InBand with(CumulativeCounts more) {
            return new InBand(band, counters.plus(more));
        }
    }

    public BandAllocation {
        bands = List.copyOf(bands);
    }

    public static BandAllocation of(List<Band> bands, CumulativeCounts declared) {
        List<InBand> allocated = new ArrayList<>(bands.stream()
                .sorted(comparingInt(Band::allocationOrder))
                .map(band -> new InBand(band, CumulativeCounts.NONE))
                .toList());
        fill(allocated, declared.previousBillable(), places -> new CumulativeCounts(places, 0, 0, 0));
        drain(allocated, declared.previousRefundable(), places -> new CumulativeCounts(0, places, 0, 0));
        fill(allocated, declared.billable(), places -> new CumulativeCounts(0, 0, places, 0));
        drain(allocated, declared.refundable(), places -> new CumulativeCounts(0, 0, 0, places));
        CumulativeCounts placed =
                allocated.stream().map(InBand::counters).reduce(CumulativeCounts.NONE, CumulativeCounts::plus);
        return new BandAllocation(allocated, declared.minus(placed));
    }

    private static void fill(List<InBand> bands, int declarations, IntFunction<CumulativeCounts> counted) {
        int left = declarations;
        for (int i = 0; i < bands.size(); i++) {
            int places = Math.min(left, bands.get(i).room());
            bands.set(i, bands.get(i).with(counted.apply(places)));
            left -= places;
        }
    }

    private static void drain(List<InBand> bands, int declarations, IntFunction<CumulativeCounts> counted) {
        int left = declarations;
        for (int i = bands.size() - 1; i >= 0; i--) {
            int places = Math.min(left, bands.get(i).counters().net());
            bands.set(i, bands.get(i).with(counted.apply(places)));
            left -= places;
        }
    }
}
