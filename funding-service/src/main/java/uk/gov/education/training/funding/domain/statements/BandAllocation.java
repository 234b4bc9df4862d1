package uk.gov.education.training.funding.domain.statements;

import static java.util.Comparator.comparingInt;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import uk.gov.education.training.funding.domain.contracts.Band;

/**
 * The number of declarations of one type in each band.
 *
 * <ol>
 *   <li>Declarations that earlier statements pay for fill the bands from the first one upward, each until it is full.
 *   <li>Declarations that earlier statements claw back free places from the last band downward.
 *   <li>Declarations that this statement pays for fill the bands in the same way.
 *   <li>Declarations that this statement claws back free places in the same way. So each is priced at the highest band
 *       in use, which may differ from the band that it was paid at.
 *   <li>Declarations without a place to fill or free are dropped: they cost nothing.
 * </ol>
 *
 * <p>This allocates numbers: no particular declaration belongs to a band.
 *
 * @param bands in the order in which they fill
 * @param unallocated the dropped declarations
 */
public record BandAllocation(List<InBand> bands, CumulativeCounts unallocated) {

    public record InBand(Band band, CumulativeCounts counts) {

        int room() {
            return Math.max(band.capacity() - counts.net(), 0);
        }

        InBand with(CumulativeCounts more) {
            return new InBand(band, counts.plus(more));
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
                allocated.stream().map(InBand::counts).reduce(CumulativeCounts.NONE, CumulativeCounts::plus);
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
            int places = Math.min(left, bands.get(i).counts().net());
            bands.set(i, bands.get(i).with(counted.apply(places)));
            left -= places;
        }
    }
}
