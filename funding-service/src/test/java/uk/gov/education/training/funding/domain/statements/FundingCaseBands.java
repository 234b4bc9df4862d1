package uk.gov.education.training.funding.domain.statements;

import static uk.gov.education.training.funding.domain.statements.FundingCaseInputs.name;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import uk.gov.education.training.events.DeclarationType;
import uk.gov.education.training.funding.domain.contracts.BandedTerms;
import uk.gov.education.training.funding.domain.statements.BandedPayment.OfBand;
import uk.gov.education.training.funding.domain.statements.BandedPayment.OfType;
import uk.gov.education.training.funding.domain.statements.Expectation.Complete;

/** Calculates a banded payment for a worked example. */
final class FundingCaseBands {

    private FundingCaseBands() {}

    static Map<String, Object> answers(BandedTerms terms, DeclarationTotals declarationTotals) {
        Map<String, Object> answers = new HashMap<>(answers(BandedPayment.of(terms, declarationTotals, List.of())));
        List<Integer> additions = terms.bands().stream().map(band -> 0).toList();
        BigDecimal total = BigDecimal.ZERO;
        for (DeclarationType type : DeclarationType.values()) {
            Ecf1Bands predecessor = Ecf1Bands.of(terms.bands(), declarationTotals.of(type));
            additions = Ecf1Bands.plus(additions, predecessor.additions());
            total = total.add(predecessor.total(terms.bands(), type));
        }
        answers.put("ecf1_additions_by_band", additions);
        answers.put("ecf1_total", total);
        return answers;
    }

    private static Map<String, Object> answers(BandedPayment payment) {
        Map<String, Object> answers =
                new HashMap<>(FundingCaseAnswers.totals(payment.amounts().outputs()));
        answers.put("allocations", byType(payment, type -> bands(type, FundingCaseBands::allocation)));
        answers.put("unit_fees", byType(payment, type -> bands(type, OfBand::unitFee)));
        answers.put("by_type_billable_amount", byType(payment, type -> type.amounts()
                .billable()));
        answers.put("by_type_refundable_amount", byType(payment, type -> type.amounts()
                .refundable()));
        answers.put("by_type_net_amount", byType(payment, type -> type.amounts().net()));
        answers.put("total_billable_count", places(payment, CumulativeCounts::billable));
        answers.put("total_refundable_count", places(payment, CumulativeCounts::refundable));
        answers.put("unallocated_previous_billable", unallocated(payment, CumulativeCounts::previousBillable));
        answers.put("unallocated_previous_refundable", unallocated(payment, CumulativeCounts::previousRefundable));
        answers.put("unallocated_current_billable", unallocated(payment, CumulativeCounts::billable));
        answers.put("unallocated_current_refundable", unallocated(payment, CumulativeCounts::refundable));
        return answers;
    }

    private static <T> Map<String, T> byType(BandedPayment payment, Function<OfType, T> of) {
        return payment.outputs().stream().collect(Collectors.toMap(type -> name(type.type()), of));
    }

    private static <T> List<T> bands(OfType type, Function<OfBand, T> of) {
        return type.bands().stream().map(of).toList();
    }

    private static Map<String, Object> allocation(OfBand band) {
        CumulativeCounts cumulativeCounts = band.counts();
        return Map.of(
                "band", String.valueOf(band.band().letter()),
                "previous_billable", cumulativeCounts.previousBillable(),
                "previous_refundable", cumulativeCounts.previousRefundable(),
                "billable", cumulativeCounts.billable(),
                "refundable", cumulativeCounts.refundable());
    }

    private static int places(BandedPayment payment, ToIntFunction<CumulativeCounts> count) {
        return payment.outputs().stream()
                .flatMap(type -> type.bands().stream())
                .mapToInt(band -> count.applyAsInt(band.counts()))
                .sum();
    }

    private static Complete unallocated(BandedPayment payment, ToIntFunction<CumulativeCounts> count) {
        return new Complete(payment.outputs().stream()
                .filter(type -> count.applyAsInt(type.unallocated()) > 0)
                .collect(Collectors.toMap(type -> name(type.type()), type -> count.applyAsInt(type.unallocated()))));
    }
}
