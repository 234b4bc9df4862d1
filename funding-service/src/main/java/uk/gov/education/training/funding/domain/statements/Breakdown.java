package uk.gov.education.training.funding.domain.statements;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.events.DeclarationType;
import uk.gov.education.training.events.Statement.Totals;
import uk.gov.education.training.funding.domain.DecimalRules;
import uk.gov.education.training.funding.domain.Rounding;

/**
 * A statement as DfE finance sees it, and as it stays once it is paid. Amounts are in pounds, each rounded to pence by
 * itself, so that they need not add up; unit fees are exact.
 *
 * @param outputs by declaration type and band, of ECTs and mentors together or of ECTs only
 * @param mentorOutputs at a flat rate; null where mentors are paid for by band
 * @param voided how many declarations were voided before they were paid
 * @param overview the rows of the statement's first page
 * @param subtotal before VAT
 */
public record Breakdown(
        List<BandedOutput> outputs,
        @Nullable List<FlatRateOutput> mentorOutputs,
        Line uplifts,
        int voided,
        List<StatementRow> overview,
        BigDecimal vatRate,
        boolean vatRegistered,
        BigDecimal subtotal,
        Totals totals) {

    /** @param unallocated found no place in any band and cost nothing */
    public record BandedOutput(DeclarationType declarationType, List<InBand> bands, Unallocated unallocated) {}

    /** @param band its letter */
    public record InBand(String band, Line line) {}

    public record Unallocated(int billable, int refundable) {}

    public record FlatRateOutput(DeclarationType declarationType, Line line) {}

    /**
     * @param billable how many are paid for
     * @param refundable how many are clawed back
     * @param refundableAmount zero or more
     */
    public record Line(
            BigDecimal unitFee, int billable, int refundable, BigDecimal billableAmount, BigDecimal refundableAmount) {

        private static Line of(PaymentLine line) {
            GrossAndRefund grossAndRefund = line.amounts();
            return new Line(
                    DecimalRules.exact(line.unitFee()),
                    line.billable(),
                    line.refundable(),
                    Rounding.rounded(grossAndRefund.billable()),
                    Rounding.rounded(grossAndRefund.refundable()));
        }
    }

    /** @param voided how many declarations of the statement were voided before they were paid */
    public static Breakdown of(StatementCalculation statementCalculation, int voided) {
        return switch (statementCalculation) {
            case StatementCalculation.Ecf ecf -> of(statementCalculation, ecf.banded(), null, voided);
            case StatementCalculation.IttecfEctp ittecf ->
                of(statementCalculation, ittecf.ects(), ittecf.mentors(), voided);
        };
    }

    private static Breakdown of(
            StatementCalculation statementCalculation,
            BandedPayment banded,
            @Nullable FlatRatePayment mentors,
            int voided) {
        return new Breakdown(
                banded.outputs().stream().map(Breakdown::output).toList(),
                mentors == null
                        ? null
                        : mentors.outputs().stream()
                                .map(type -> new FlatRateOutput(type.type(), Line.of(type.line())))
                                .toList(),
                Line.of(banded.uplifts()),
                voided,
                statementCalculation.rows(),
                statementCalculation.vat().rate(),
                statementCalculation.vat().registered(),
                Rounding.rounded(statementCalculation.due().subtotal()),
                statementCalculation.totals());
    }

    private static BandedOutput output(BandedPayment.OfType type) {
        return new BandedOutput(
                type.type(),
                type.bands().stream()
                        .map(band -> new InBand(String.valueOf(band.band().letter()), Line.of(band.line())))
                        .toList(),
                new Unallocated(
                        type.unallocated().billable(), type.unallocated().refundable()));
    }

    /** Of a statement that was paid before the database was lost: only its totals are known. */
    public static Breakdown ofTotals(Totals totals, BigDecimal vatRate, boolean vatRegistered) {
        BigDecimal zero = Rounding.rounded(BigDecimal.ZERO);
        return new Breakdown(
                List.of(),
                null,
                new Line(zero, 0, 0, zero, zero),
                0,
                List.of(),
                vatRate,
                vatRegistered,
                totals.total().subtract(totals.vat()),
                totals);
    }
}
