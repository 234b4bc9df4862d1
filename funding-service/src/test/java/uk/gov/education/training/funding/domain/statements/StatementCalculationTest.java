package uk.gov.education.training.funding.domain.statements;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static uk.gov.education.training.events.DeclarationType.RETAINED_1;
import static uk.gov.education.training.events.DeclarationType.STARTED;
import static uk.gov.education.training.funding.domain.statements.TermsFixtures.VAT;
import static uk.gov.education.training.funding.domain.statements.TermsFixtures.billable;
import static uk.gov.education.training.funding.domain.statements.TermsFixtures.declared;
import static uk.gov.education.training.funding.domain.statements.TermsFixtures.fourBands;
import static uk.gov.education.training.funding.domain.statements.TermsFixtures.pounds;
import static uk.gov.education.training.funding.domain.statements.TermsFixtures.refundable;
import static uk.gov.education.training.funding.domain.statements.TermsFixtures.uplifts;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import uk.gov.education.training.events.Statement.Totals;
import uk.gov.education.training.funding.domain.contracts.BandedTerms;
import uk.gov.education.training.funding.domain.contracts.ContractTerms;
import uk.gov.education.training.funding.domain.contracts.FlatRateTerms;
import uk.gov.education.training.funding.domain.statements.StatementRow.Item;

class StatementCalculationTest {

    private static final BandedTerms BANDED =
            new BandedTerms(8, pounds("100"), pounds("1000"), pounds("0"), fourBands());
    private static final ContractTerms ECF = new ContractTerms.Ecf(BANDED, VAT);
    private static final ContractTerms ITTECF_ECTP =
            new ContractTerms.IttecfEctp(BANDED, new FlatRateTerms(10, pounds("1000")), VAT);
    private static final List<Adjustment> ADJUSTED = List.of(new Adjustment("Arrears", pounds("30")));

    /** Two places of A for 48 each and one of B for 36; one more of B is clawed back. */
    private static final DeclarationTotals ECTS =
            declared(STARTED, new CumulativeCounts(0, 0, 3, 1)).plus(uplifts(2, 1));

    private static final DeclarationTotals MENTORS = billable(STARTED, 1).plus(refundable(RETAINED_1, 1));

    private static final TotalsByRole BOTH = new TotalsByRole(ECTS, MENTORS);

    @Test
    void ecfContractPaysEctsAndMentorsInTheSameBands() {
        var due = StatementCalculation.of(ECF, BOTH, ADJUSTED, true).due();

        // 48 + 48 + 36 + 36 - 36, uplifts 200 - 100, service fee 1000, adjustment 30
        assertThat(due.subtotal()).isEqualByComparingTo("1262");
        assertThat(due.vat()).isEqualByComparingTo("252.4");
        assertThat(due.total()).isEqualByComparingTo("1514.4");
    }

    @Test
    void ittecfEctpContractPaysMentorsAtAFlatRate() {
        var due = StatementCalculation.of(ITTECF_ECTP, BOTH, ADJUSTED, true).due();

        // 48 + 48 + 36 - 36, uplifts 200 - 100, service fee 1000, adjustment 30; mentors 500
        assertThat(due.subtotal()).isEqualByComparingTo("1726");
        assertThat(due.vat()).isEqualByComparingTo("345.2");
        assertThat(due.total()).isEqualByComparingTo("2071.2");
    }

    @Test
    void providerNotRegisteredForVatIsPaidNone() {
        assertThat(StatementCalculation.of(ITTECF_ECTP, BOTH, List.of(), false)
                        .due()
                        .vat())
                .isZero();
    }

    @Test
    void vatOnANegativeAmountIsNegative() {
        var free = new ContractTerms.Ecf(new BandedTerms(0, pounds("0"), pounds("0"), pounds("0"), fourBands()), VAT);
        var clawedBack =
                new TotalsByRole(declared(STARTED, new CumulativeCounts(1, 0, 0, 1)), DeclarationTotals.NOTHING);

        assertThat(StatementCalculation.of(free, clawedBack, List.of(), true)
                        .due()
                        .total())
                .isEqualByComparingTo("-57.6");
    }

    @Test
    void serviceFeeIsPaidWithoutDeclarations() {
        assertThat(StatementCalculation.of(ECF, TotalsByRole.NOTHING, List.of(), true)
                        .due()
                        .total())
                .isEqualByComparingTo("1200");
    }

    @Test
    void ecfClawbacksRowIncludesUplifts() {
        assertThat(rows(StatementCalculation.of(ECF, BOTH, ADJUSTED, true)))
                .isEqualTo(Map.of(
                        Item.OUTPUT_PAYMENT, pounds("168.00"),
                        Item.SERVICE_FEE, pounds("1000.00"),
                        Item.UPLIFT_FEES, pounds("200.00"),
                        Item.CLAWBACKS, pounds("-136.00"),
                        Item.ADDITIONAL_ADJUSTMENTS, pounds("30.00"),
                        Item.VAT, pounds("252.40")));
    }

    @Test
    void ittecfEctpContractHasRowsByRoleAndNoneForUplifts() {
        assertThat(rows(StatementCalculation.of(ITTECF_ECTP, BOTH, ADJUSTED, true)))
                .isEqualTo(Map.of(
                        Item.ECTS_OUTPUT_PAYMENT, pounds("132.00"),
                        Item.MENTORS_OUTPUT_PAYMENT, pounds("500.00"),
                        Item.SERVICE_FEE, pounds("1000.00"),
                        Item.ECTS_CLAWBACKS, pounds("-36.00"),
                        Item.MENTORS_CLAWBACKS, pounds("0.00"),
                        Item.ADDITIONAL_ADJUSTMENTS, pounds("30.00"),
                        Item.VAT, pounds("345.20")));
    }

    @Test
    void publishedTotalsAreComplete() {
        assertThat(StatementCalculation.of(ITTECF_ECTP, BOTH, ADJUSTED, true).totals())
                .isEqualTo(new Totals(
                        pounds("632.00"),
                        pounds("200.00"),
                        pounds("1000.00"),
                        pounds("-136.00"),
                        pounds("30.00"),
                        pounds("345.20"),
                        pounds("2071.20")));
    }

    @Test
    void rowsAreRoundedSeparately() {
        var terms = new BandedTerms(0, pounds("0"), pounds("0.125"), pounds("0"), fourBands());

        var totals = StatementCalculation.of(new ContractTerms.Ecf(terms, VAT), TotalsByRole.NOTHING, List.of(), true)
                .totals();

        assertThat(totals.serviceFee()).isEqualTo(pounds("0.13"));
        assertThat(totals.vat()).isEqualTo(pounds("0.03"));
        assertThat(totals.total()).isEqualTo(pounds("0.15"));
    }

    private static Map<Item, BigDecimal> rows(StatementCalculation statementCalculation) {
        return statementCalculation.rows().stream().collect(toMap(StatementRow::item, StatementRow::amount));
    }
}
