package uk.gov.education.training.funding.domain.statements;

import static org.assertj.core.api.Assertions.assertThat;
import static uk.gov.education.training.events.DeclarationType.COMPLETED;
import static uk.gov.education.training.events.DeclarationType.RETAINED_1;
import static uk.gov.education.training.events.DeclarationType.RETAINED_2;
import static uk.gov.education.training.events.DeclarationType.RETAINED_3;
import static uk.gov.education.training.events.DeclarationType.RETAINED_4;
import static uk.gov.education.training.events.DeclarationType.STARTED;
import static uk.gov.education.training.funding.domain.statements.TermsFixtures.band;
import static uk.gov.education.training.funding.domain.statements.TermsFixtures.billable;
import static uk.gov.education.training.funding.domain.statements.TermsFixtures.declared;
import static uk.gov.education.training.funding.domain.statements.TermsFixtures.fourBands;
import static uk.gov.education.training.funding.domain.statements.TermsFixtures.pounds;
import static uk.gov.education.training.funding.domain.statements.TermsFixtures.terms;
import static uk.gov.education.training.funding.domain.statements.TermsFixtures.uplifts;

import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import uk.gov.education.training.events.DeclarationType;
import uk.gov.education.training.funding.domain.contracts.BandedTerms;
import uk.gov.education.training.funding.domain.contracts.Proportions;
import uk.gov.education.training.funding.domain.statements.BandedPayment.OfType;

class BandedPaymentTest {

    @ParameterizedTest(name = "{0} of a fee of {1} with {2} for outputs: {3}")
    @CsvSource({
        "STARTED,    1000,   0.60, 120",
        "RETAINED_1, 1000,   0.60, 90",
        "RETAINED_2, 1000,   0.60, 90",
        "RETAINED_3, 1000,   0.60, 90",
        "RETAINED_4, 1000,   0.60, 90",
        "COMPLETED,  1000,   0.60, 120",
        "EXTENDED_1, 1000,   0.60, 90",
        "EXTENDED_2, 1000,   0.60, 90",
        "EXTENDED_3, 1000,   0.60, 90",
        "STARTED,    1000,   1.00, 200",
        "STARTED,    1000,   0.00, 0",
        "RETAINED_1, 100.55, 0.35, 5.278875"
    })
    void declarationCostsItsProportionOfTheOutputFee(
            DeclarationType type, String fee, String outputFeeRatio, BigDecimal unitFee) {
        assertThat(band(1, 1, fee, outputFeeRatio).unitFee(type)).isEqualByComparingTo(unitFee);
    }

    @Test
    void standardTrainingPaysTheWholeFee() {
        assertThat(Stream.of(STARTED, RETAINED_1, RETAINED_2, RETAINED_3, RETAINED_4, COMPLETED)
                        .map(Proportions::banded)
                        .reduce(BigDecimal.ZERO, BigDecimal::add))
                .isEqualByComparingTo(BigDecimal.ONE);
    }

    @Test
    void eachBandHasItsPrice() {
        // two each at 48, 36 and 24, and one at 12
        assertThat(outputs(billable(STARTED, 7)).net()).isEqualByComparingTo("228");
    }

    @Test
    void eachTypeFillsTheBandsSeparately() {
        var both = billable(STARTED, 3).plus(billable(RETAINED_1, 3));

        assertThat(outputs(both).billable()).isEqualByComparingTo("231");
    }

    @Test
    void clawbackIsPricedAtTheHighestBandInUse() {
        var amounts = outputs(declared(STARTED, new CumulativeCounts(3, 0, 0, 1)));

        assertThat(amounts.refundable()).isEqualByComparingTo("36");
        assertThat(amounts.net()).isEqualByComparingTo("-36");
    }

    @Test
    void droppedDeclarationsCostNothingButAreShown() {
        var payment = payment(declared(COMPLETED, new CumulativeCounts(8, 0, 3, 0)));

        assertThat(payment.amounts().outputs().billable()).isEqualByComparingTo("0");
        assertThat(payment.outputs())
                .filteredOn(type -> type.type() == COMPLETED)
                .extracting(OfType::unallocated)
                .containsExactly(new CumulativeCounts(0, 0, 3, 0));
    }

    @Test
    void earlierStatementsAreNotPaidAgain() {
        assertThat(outputs(declared(STARTED, new CumulativeCounts(2, 1, 0, 0))))
                .isEqualTo(outputs(DeclarationTotals.NOTHING));
    }

    @Test
    void everyTypeHasALineForEachBand() {
        assertThat(payment(DeclarationTotals.NOTHING).outputs())
                .extracting(OfType::type)
                .containsExactly(DeclarationType.values());
        assertThat(payment(DeclarationTotals.NOTHING).outputs()).allSatisfy(type -> assertThat(type.bands())
                .extracting(band -> band.band().letter())
                .containsExactly('A', 'B', 'C', 'D'));
    }

    @Test
    void bandWithoutTermsIsIgnored() {
        var payment = BandedPayment.of(
                terms(List.of(band(3, 2, "200", "0.60"), band(1, 2, "400", "0.60"))), billable(STARTED, 3), List.of());

        assertThat(payment.outputs().getFirst().bands())
                .extracting(band -> band.band().letter() + " " + band.counts().billable())
                .containsExactly("A 2", "C 1");
        assertThat(payment.amounts().outputs().billable()).isEqualByComparingTo("120");
    }

    @ParameterizedTest(name = "{0} less {1}: {2}")
    @CsvSource({"4, 0, 400", "4, 1, 300", "0, 2, -200", "0, 0, 0"})
    void upliftsAreNetOfClawbacks(int billable, int refundable, BigDecimal net) {
        assertThat(payment(uplifts(billable, refundable)).amounts().uplifts().net())
                .isEqualByComparingTo(net);
    }

    @Test
    void upliftsAreNotLimitedByBandCapacity() {
        var full = declared(STARTED, new CumulativeCounts(8, 0, 5, 0)).plus(uplifts(5, 0));

        assertThat(payment(full).amounts().subtotal()).isEqualByComparingTo("500");
    }

    @Test
    void subtotalIsOutputsUpliftsServiceFeeAndAdjustments() {
        var terms = new BandedTerms(0, pounds("100"), pounds("1000"), pounds("0"), fourBands());
        var payment = BandedPayment.of(
                terms,
                billable(STARTED, 1).plus(uplifts(1, 0)),
                List.of(new Adjustment("Arrears", pounds("20.50")), new Adjustment("Credit", pounds("-7.25"))));

        assertThat(payment.amounts().subtotal()).isEqualByComparingTo("1161.25");
    }

    private static GrossAndRefund outputs(DeclarationTotals declarationTotals) {
        return payment(declarationTotals).amounts().outputs();
    }

    private static BandedPayment payment(DeclarationTotals declarationTotals) {
        return BandedPayment.of(terms(fourBands()), declarationTotals, List.of());
    }
}
