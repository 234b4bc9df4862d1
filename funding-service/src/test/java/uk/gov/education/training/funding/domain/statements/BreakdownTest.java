package uk.gov.education.training.funding.domain.statements;

import static org.assertj.core.api.Assertions.assertThat;
import static uk.gov.education.training.events.DeclarationType.COMPLETED;
import static uk.gov.education.training.events.DeclarationType.STARTED;
import static uk.gov.education.training.funding.domain.VerdictContent.accepted;
import static uk.gov.education.training.funding.domain.contracts.ContractFixtures.ecf;
import static uk.gov.education.training.funding.domain.contracts.ContractFixtures.ittecf;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import uk.gov.education.training.events.Json;
import uk.gov.education.training.events.Role;
import uk.gov.education.training.funding.domain.statements.Breakdown.InBand;
import uk.gov.education.training.funding.domain.statements.DeclarationCount.Entry;

class BreakdownTest {

    private static final DeclarationTotals STARTS =
            new DeclarationTotals(Map.of(STARTED, new CumulativeCounts(1, 0, 4, 1)), 2, 0);

    private final Breakdown breakdown = Breakdown.of(
            StatementCalculation.of(
                    accepted(ecf().toContract()).terms(),
                    new TotalsByRole(STARTS, DeclarationTotals.NOTHING),
                    List.of(),
                    true),
            6);

    @Test
    void outputsAreShownByBand() {
        var starts = breakdown.outputs().getFirst();

        assertThat(starts.declarationType()).isEqualTo(STARTED);
        assertThat(starts.bands()).extracting(InBand::band).containsExactly("A", "B");
        assertThat(starts.bands()).extracting(band -> band.line().billable()).containsExactly(1, 2);
        assertThat(starts.bands()).extracting(band -> band.line().refundable()).containsExactly(0, 1);
        // 100.00 x 0.60 x 0.20, and 80.00 x 0.60 x 0.20
        assertThat(starts.bands())
                .extracting(band -> band.line().unitFee().toPlainString())
                .containsExactly("12.00", "9.60");
        assertThat(starts.unallocated().billable()).isEqualTo(1);
    }

    @Test
    void voidedDeclarationsAreCounted() {
        assertThat(breakdown.voided()).isEqualTo(6);
    }

    @Test
    void vatIsOnTheSubtotal() {
        assertThat(breakdown.totals().total())
                .isEqualTo(breakdown.subtotal().add(breakdown.totals().vat()));
    }

    @Test
    void mentorsAtAFlatRateAreShownSeparately() {
        var mentors = new DeclarationTotals(Map.of(COMPLETED, new CumulativeCounts(9, 0, 3, 0)), 0, 0);
        var flat = Breakdown.of(
                StatementCalculation.of(
                        accepted(ittecf().toContract()).terms(),
                        new TotalsByRole(DeclarationTotals.NOTHING, mentors),
                        List.of(),
                        true),
                0);

        assertThat(breakdown.mentorOutputs()).isNull();
        assertThat(flat.mentorOutputs())
                .filteredOn(output -> output.declarationType() == COMPLETED)
                .extracting(output -> output.line().billableAmount().toPlainString())
                .containsExactly("750.00");
    }

    @Test
    void storedBreakdownIsReadUnchanged() throws JsonProcessingException {
        assertThat(Json.MAPPER.readValue(Json.MAPPER.writeValueAsString(breakdown), Breakdown.class))
                .isEqualTo(breakdown);
    }

    @Test
    void earliestDeclarationsGetTheFirstPlaces() {
        var places = new BandPlaces(breakdown);

        assertThat(List.of(
                        places.next(Entry.BILLABLE, Role.ECT, STARTED).orElse("-"),
                        places.next(Entry.BILLABLE, Role.MENTOR, STARTED).orElse("-"),
                        places.next(Entry.VOIDED, Role.ECT, STARTED).orElse("-"),
                        places.next(Entry.BILLABLE, Role.ECT, STARTED).orElse("-"),
                        places.next(Entry.BILLABLE, Role.ECT, STARTED).orElse("-"),
                        places.next(Entry.REFUNDABLE, Role.ECT, STARTED).orElse("-")))
                .containsExactly("A", "B", "-", "B", "-", "B");
    }
}
