package uk.gov.education.training.funding.domain.statements;

import java.util.List;
import uk.gov.education.training.events.Statement.Totals;
import uk.gov.education.training.funding.domain.Rounding;
import uk.gov.education.training.funding.domain.contracts.ContractTerms;
import uk.gov.education.training.funding.domain.statements.StatementRow.Item;

/**
 * The calculation of a statement's amounts. It depends on the contract and on the state of all its declarations so far,
 * so it is repeated whenever one of them changes.
 *
 * <p>Only {@link #rows} and {@link #totals} are rounded.
 */
public sealed interface StatementCalculation {

    Vat vat();

    AmountWithVat due();

    /** The rows of the overview, each rounded separately. */
    List<StatementRow> rows();

    /** The totals that are published. They include everything that is in the total. */
    Totals totals();

    /** @param banded the payment for ECTs and mentors */
    record Ecf(BandedPayment banded, Vat vat) implements StatementCalculation {

        @Override
        public AmountWithVat due() {
            return AmountWithVat.of(banded.amounts().subtotal(), vat);
        }

        @Override
        public List<StatementRow> rows() {
            return rows(banded.amounts(), due());
        }

        /** The clawbacks row includes clawbacks of uplifts. */
        static List<StatementRow> rows(BandedAmounts amounts, AmountWithVat due) {
            return List.of(
                    StatementRow.of(Item.OUTPUT_PAYMENT, amounts.outputs().billable()),
                    StatementRow.of(Item.SERVICE_FEE, amounts.monthlyServiceFee()),
                    StatementRow.of(Item.UPLIFT_FEES, amounts.uplifts().billable()),
                    StatementRow.of(
                            Item.CLAWBACKS,
                            amounts.outputs()
                                    .plus(amounts.uplifts())
                                    .refundable()
                                    .negate()),
                    StatementRow.of(Item.ADDITIONAL_ADJUSTMENTS, amounts.adjustments()),
                    StatementRow.of(Item.VAT, due.vat()));
        }

        @Override
        public Totals totals() {
            return StatementCalculation.totals(banded.amounts(), GrossAndRefund.ZERO, due());
        }
    }

    record IttecfEctp(BandedPayment ects, FlatRatePayment mentors, Vat vat) implements StatementCalculation {

        @Override
        public AmountWithVat due() {
            return due(ects.amounts(), mentors.amounts(), vat);
        }

        static AmountWithVat due(BandedAmounts ects, GrossAndRefund mentors, Vat vat) {
            return AmountWithVat.of(ects.subtotal(), vat).plus(AmountWithVat.of(mentors.net(), vat));
        }

        @Override
        public List<StatementRow> rows() {
            return rows(ects.amounts(), mentors.amounts(), due());
        }

        /** These contracts have no uplifts, so there is no row for them. Uplifts would still be in the total. */
        static List<StatementRow> rows(BandedAmounts ects, GrossAndRefund mentors, AmountWithVat due) {
            return List.of(
                    StatementRow.of(Item.ECTS_OUTPUT_PAYMENT, ects.outputs().billable()),
                    StatementRow.of(Item.MENTORS_OUTPUT_PAYMENT, mentors.billable()),
                    StatementRow.of(Item.SERVICE_FEE, ects.monthlyServiceFee()),
                    StatementRow.of(
                            Item.ECTS_CLAWBACKS, ects.outputs().refundable().negate()),
                    StatementRow.of(Item.MENTORS_CLAWBACKS, mentors.refundable().negate()),
                    StatementRow.of(Item.ADDITIONAL_ADJUSTMENTS, ects.adjustments()),
                    StatementRow.of(Item.VAT, due.vat()));
        }

        @Override
        public Totals totals() {
            return StatementCalculation.totals(ects.amounts(), mentors.amounts(), due());
        }
    }

    /** @param adjustments the adjustments of this statement */
    static StatementCalculation of(
            ContractTerms terms, TotalsByRole declared, List<Adjustment> adjustments, boolean vatRegistered) {
        Vat vat = new Vat(terms.vatRate(), vatRegistered);
        return switch (terms) {
            case ContractTerms.Ecf ecf -> new Ecf(BandedPayment.of(ecf.banded(), declared.all(), adjustments), vat);
            case ContractTerms.IttecfEctp ittecf ->
                new IttecfEctp(
                        BandedPayment.of(ittecf.ects(), declared.ects(), adjustments),
                        FlatRatePayment.of(ittecf.mentors(), declared.mentors()),
                        vat);
        };
    }

    private static Totals totals(BandedAmounts banded, GrossAndRefund flatRate, AmountWithVat due) {
        GrossAndRefund outputs = banded.outputs().plus(flatRate);
        return new Totals(
                Rounding.rounded(outputs.billable()),
                Rounding.rounded(banded.uplifts().billable()),
                Rounding.rounded(banded.monthlyServiceFee()),
                Rounding.rounded(outputs.plus(banded.uplifts()).refundable().negate()),
                Rounding.rounded(banded.adjustments()),
                Rounding.rounded(due.vat()),
                Rounding.rounded(due.total()));
    }
}
