package uk.gov.education.training.funding.domain.statements;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.events.DeclarationType;
import uk.gov.education.training.events.Statement.Totals;
import uk.gov.education.training.funding.domain.DecimalRules;
import uk.gov.education.training.funding.domain.Rounding;

/**
 * The amounts of a statement as DfE finance sees them. Stored with a statement when it is paid. Amounts are in pounds
 * and rounded to pence separately, so they need not add up; unit fees are exact.
 *
 * @param outputs by declaration type and band; includes mentors if they are paid for by band
 * @param mentorOutputs at a flat rate; null if mentors are paid for by band
 * @param voided number of declarations that were voided before they were paid
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

    /** @param unallocated declarations without a place in a band, which cost nothing */
    public record BandedOutput(DeclarationType declarationType, List<InBand> bands, Unallocated unallocated) {}

    /** @param band the band's letter */
    public record InBand(String band, Line line) {}

    public record Unallocated(int billable, int refundable) {}

    public record FlatRateOutput(DeclarationType declarationType, Line line) {}

    /**
     * @param billable number of declarations paid for
     * @param refundable number of declarations clawed back
     * @param refundableAmount 0 or more
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

    /** @param voided number of declarations that were voided before they were paid */
    public static Breakdown of(StatementCalculation calculation, int voided) {
        return switch (calculation) {
            case StatementCalculation.Ecf ecf -> of(calculation, ecf.banded(), null, voided);
            case StatementCalculation.IttecfEctp ittecf -> of(calculation, ittecf.ects(), ittecf.mentors(), voided);
        };
    }

    private static Breakdown of(
            StatementCalculation calculation, BandedPayment banded, @Nullable FlatRatePayment mentors, int voided) {
        return new Breakdown(
                banded.outputs().stream().map(Breakdown::output).toList(),
                mentors == null
                        ? null
                        : mentors.outputs().stream()
                                .map(type -> new FlatRateOutput(type.type(), Line.of(type.line())))
                                .toList(),
                Line.of(banded.uplifts()),
                voided,
                calculation.rows(),
                calculation.vat().rate(),
                calculation.vat().registered(),
                Rounding.rounded(calculation.due().subtotal()),
                calculation.totals());
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

    /** The breakdown of a statement that was paid before a database loss: only its totals are known. */
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
