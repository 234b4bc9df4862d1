package uk.gov.education.training.funding.domain.statements;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static uk.gov.education.training.funding.domain.statements.TermsFixtures.bands;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import uk.gov.education.training.funding.domain.contracts.Band;
import uk.gov.education.training.funding.domain.statements.BandAllocation.InBand;

class BandAllocationTest {

    // counts declared, in each band, and dropped: previous billable, previous refundable, billable, refundable
    @ParameterizedTest(name = "{0} in {1}: {2}, dropped {3}")
    @CsvSource({
        "0 0 1 0, 2 2 2, 0 0 1 0 | 0 0 0 0 | 0 0 0 0, 0 0 0 0",
        "0 0 2 0, 2 2 2, 0 0 2 0 | 0 0 0 0 | 0 0 0 0, 0 0 0 0",
        "0 0 3 0, 2 2 2, 0 0 2 0 | 0 0 1 0 | 0 0 0 0, 0 0 0 0",
        "0 0 5 0, 2 2 2, 0 0 2 0 | 0 0 2 0 | 0 0 1 0, 0 0 0 0",
        "0 0 4 0, 1 3 2, 0 0 1 0 | 0 0 3 0 | 0 0 0 0, 0 0 0 0"
    })
    void bandOpensOnlyWhenThePreviousOneIsFull(String declared, String capacities, String bands, String dropped) {
        allocated(declared, capacities, bands, dropped);
    }

    @ParameterizedTest(name = "{0} in {1}: {2}, dropped {3}")
    @CsvSource({
        "1 0 2 0, 2 2 2, 1 0 1 0 | 0 0 1 0 | 0 0 0 0, 0 0 0 0",
        "2 0 1 0, 2 2 2, 2 0 0 0 | 0 0 1 0 | 0 0 0 0, 0 0 0 0",
        "3 0 3 0, 2 2 2, 2 0 0 0 | 1 0 1 0 | 0 0 2 0, 0 0 0 0"
    })
    void earlierStatementsTakePlacesFirst(String declared, String capacities, String bands, String dropped) {
        allocated(declared, capacities, bands, dropped);
    }

    @ParameterizedTest(name = "{0} in {1}: {2}, dropped {3}")
    @CsvSource({
        "4 1 1 0, 2 2 2, 2 0 0 0 | 2 1 1 0 | 0 0 0 0, 0 0 0 0",
        "4 3 4 0, 2 2 2, 2 1 1 0 | 2 2 2 0 | 0 0 1 0, 0 0 0 0",
        "1 1 1 0, 2 2 2, 1 1 1 0 | 0 0 0 0 | 0 0 0 0, 0 0 0 0"
    })
    void earlierClawbacksFreePlaces(String declared, String capacities, String bands, String dropped) {
        allocated(declared, capacities, bands, dropped);
    }

    @ParameterizedTest(name = "{0} in {1}: {2}, dropped {3}")
    @CsvSource({
        "3 0 0 1, 2 2 2, 2 0 0 0 | 1 0 0 1 | 0 0 0 0, 0 0 0 0",
        "5 0 0 2, 2 2 2, 2 0 0 0 | 2 0 0 1 | 1 0 0 1, 0 0 0 0",
        "1 0 3 3, 2 2 2, 1 0 1 1 | 0 0 2 2 | 0 0 0 0, 0 0 0 0",
        "0 0 2 1, 2 2 2, 0 0 2 1 | 0 0 0 0 | 0 0 0 0, 0 0 0 0"
    })
    void clawingBackEmptiesTheLastBandFirst(String declared, String capacities, String bands, String dropped) {
        allocated(declared, capacities, bands, dropped);
    }

    @ParameterizedTest(name = "{0} in {1}: {2}, dropped {3}")
    @CsvSource({
        "0 0 3 0, 2, 0 0 2 0, 0 0 1 0",
        "3 0 1 0, 2, 2 0 0 0, 1 0 1 0",
        "0 0 0 1, 2, 0 0 0 0, 0 0 0 1",
        "1 2 1 0, 2, 1 1 1 0, 0 1 0 0",
        "1 0 1 4, 2, 1 0 1 2, 0 0 0 2"
    })
    void declarationsWithoutAPlaceAreDropped(String declared, String capacities, String bands, String dropped) {
        allocated(declared, capacities, bands, dropped);
    }

    /** ECF1 would lose two clawbacks together with the two declarations that overflowed. */
    @Test
    void clawbackDoesNotTakeDroppedDeclarations() {
        allocated("8 2 2 0", "2 2 2", "2 0 0 0 | 2 0 0 0 | 2 2 2 0", "2 0 0 0");
    }

    @Test
    void withoutBandsEverythingIsDropped() {
        var declared = new CumulativeCounts(4, 3, 2, 1);

        assertThat(BandAllocation.of(List.of(), declared)).isEqualTo(new BandAllocation(List.of(), declared));
    }

    @Test
    void bandsFillInOrderRegardlessOfTheList() {
        var allocation = BandAllocation.of(List.of(new Band(2, 5), new Band(1, 5)), new CumulativeCounts(0, 0, 6, 0));

        assertThat(allocation.bands())
                .extracting(band -> band.band().letter(), band -> band.counts().billable())
                .containsExactly(tuple('A', 5), tuple('B', 1));
    }

    @Test
    void bandsStayWithinCapacityAndNothingIsLost() {
        for (int previousBillable = 0; previousBillable < 8; previousBillable++) {
            for (int previousRefundable = 0; previousRefundable < 8; previousRefundable++) {
                for (int billable = 0; billable < 8; billable++) {
                    for (int refundable = 0; refundable < 8; refundable++) {
                        consistent(new CumulativeCounts(previousBillable, previousRefundable, billable, refundable));
                    }
                }
            }
        }
    }

    private static void consistent(CumulativeCounts declared) {
        var allocation = BandAllocation.of(bands("3 1 2"), declared);

        assertThat(allocation.bands()).as("%s", declared).allSatisfy(band -> assertThat(
                        band.counts().net())
                .isBetween(0, band.band().capacity()));
        assertThat(allocation.bands().stream()
                        .map(InBand::counts)
                        .reduce(allocation.unallocated(), CumulativeCounts::plus))
                .isEqualTo(declared);
    }

    private static void allocated(String declared, String capacities, String bands, String dropped) {
        var allocation = BandAllocation.of(bands(capacities), counts(declared));

        assertThat(allocation.bands().stream().map(band -> text(band.counts())).collect(joining(" | ")))
                .isEqualTo(bands);
        assertThat(text(allocation.unallocated())).isEqualTo(dropped);
    }

    private static CumulativeCounts counts(String text) {
        int[] counts =
                Arrays.stream(text.split(" ")).mapToInt(Integer::parseInt).toArray();
        return new CumulativeCounts(counts[0], counts[1], counts[2], counts[3]);
    }

    private static String text(CumulativeCounts cumulativeCounts) {
        return "%d %d %d %d"
                .formatted(
                        cumulativeCounts.previousBillable(),
                        cumulativeCounts.previousRefundable(),
                        cumulativeCounts.billable(),
                        cumulativeCounts.refundable());
    }
}
