package uk.gov.education.training.funding.domain.statements;

import static java.math.BigDecimal.ZERO;
import static uk.gov.education.training.funding.domain.statements.FundingCase.given;
import static uk.gov.education.training.funding.domain.statements.FundingCaseInputs.adjustments;
import static uk.gov.education.training.funding.domain.statements.FundingCaseInputs.amount;
import static uk.gov.education.training.funding.domain.statements.FundingCaseInputs.bandTerms;
import static uk.gov.education.training.funding.domain.statements.FundingCaseInputs.bandedTerms;
import static uk.gov.education.training.funding.domain.statements.FundingCaseInputs.declared;
import static uk.gov.education.training.funding.domain.statements.FundingCaseInputs.name;
import static uk.gov.education.training.funding.domain.statements.FundingCaseInputs.proportions;
import static uk.gov.education.training.funding.domain.statements.FundingCaseInputs.type;
import static uk.gov.education.training.funding.domain.statements.FundingCaseInputs.vat;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.Month;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import uk.gov.education.training.events.ContractPeriod.Milestone;
import uk.gov.education.training.events.DeclarationType;
import uk.gov.education.training.events.Json;
import uk.gov.education.training.events.London;
import uk.gov.education.training.events.Statement.FeeType;
import uk.gov.education.training.events.Statement.StatementStatus;
import uk.gov.education.training.funding.domain.Rounding;
import uk.gov.education.training.funding.domain.contracts.Band;
import uk.gov.education.training.funding.domain.contracts.BandTerms;
import uk.gov.education.training.funding.domain.contracts.BandedTerms;
import uk.gov.education.training.funding.domain.contracts.ReducedInduction;

/** Calculates all values in the area of a worked example, under the names that examples use. */
final class FundingCaseAnswers {

    private static final List<DeclarationType> STANDARD_TRAINING = List.of(
            DeclarationType.STARTED,
            DeclarationType.RETAINED_1,
            DeclarationType.RETAINED_2,
            DeclarationType.RETAINED_3,
            DeclarationType.RETAINED_4,
            DeclarationType.COMPLETED);

    private FundingCaseAnswers() {}

    /** The calculated values, or {@code error} if the example expects an error and the domain refuses. */
    static Map<String, Object> to(FundingCase example) {
        if (!example.expected().has("error")) {
            return calculated(example);
        }
        try {
            return with(calculated(example), "error", false);
        } catch (IllegalArgumentException refused) {
            return Map.of("error", true);
        }
    }

    static Map<String, Object> with(Map<String, Object> answers, String field, Object answer) {
        Map<String, Object> more = new HashMap<>(answers);
        more.put(field, answer);
        return more;
    }

    private static Map<String, Object> calculated(FundingCase example) {
        JsonNode inputs = example.inputs();
        return switch (example.area()) {
            case "band_allocation", "banded_outputs" -> FundingCaseBands.answers(bandedTerms(inputs), declared(inputs));
            case "unit_fee" -> unitFee(inputs);
            case "service_fee" -> serviceFee(inputs);
            case "uplift_count" -> upliftCount(uplifts(inputs, declared(inputs)));
            case "uplift" -> uplift(uplifts(inputs, FundingCaseStatements.declared(inputs.path("declarations"))));
            case "flat_rate", "flat_rate_error" -> flatRate(inputs);
            case "previous_statements" -> FundingCaseStatements.previous(inputs);
            case "milestone_window" -> Map.of("valid", insideWindow(inputs));
            case "adjustments" -> Map.of("total", Adjustment.total(adjustments(inputs)));
            case "statement_total" -> FundingCaseTotals.answers(inputs, given(example.expected(), "display_rows"));
            case "rounding" -> rounding(inputs);
            case "statement_fee_type" -> Map.of("fee_type", feeTypes(inputs.path("months")));
            case "statement_deadline" -> Map.of("becomes_payable", becomesPayable(inputs));
            case "induction_length" -> reducedInductions(inputs.path("terms"));
            default -> throw new UnsupportedOperationException(example + ": unknown area " + example.area());
        };
    }

    static Map<String, Object> totals(GrossAndRefund grossAndRefund) {
        return Map.of(
                "total_billable_amount", grossAndRefund.billable(),
                "total_refundable_amount", grossAndRefund.refundable(),
                "total_net_amount", grossAndRefund.net());
    }

    private static Map<String, Object> unitFee(JsonNode inputs) {
        JsonNode flatRate = given(inputs, "flat_rate_fee_per_declaration");
        if (!flatRate.isMissingNode()) {
            BigDecimal fee = new BigDecimal(flatRate.asText());
            return Map.of(
                    "by_type",
                    FlatRatePayment.of(fee, proportions(inputs), DeclarationTotals.NOTHING).outputs().stream()
                            .collect(Collectors.toMap(type -> name(type.type()), type -> type.line()
                                    .unitFee())));
        }
        BandTerms terms = bandTerms(new Band(1, 1), inputs);
        Map<String, Object> answers = new HashMap<>(Map.of(
                "by_type",
                Arrays.stream(DeclarationType.values())
                        .collect(Collectors.toMap(FundingCaseInputs::name, terms::unitFee)),
                "output_fee_share",
                STANDARD_TRAINING.stream().map(terms::unitFee).reduce(ZERO, BigDecimal::add),
                "service_fee_share",
                ServiceFee.total(new BandedTerms(1, ZERO, null, ZERO, List.of(terms)))));
        JsonNode type = given(inputs, "declaration_type");
        if (!type.isMissingNode()) {
            BigDecimal unitFee = terms.unitFee(type(type.asText()));
            answers.put("type_adjusted_fee_per_declaration", unitFee);
            answers.putAll(totals(new PaymentLine(
                            unitFee,
                            inputs.path("billable_count").asInt(),
                            inputs.path("refundable_count").asInt())
                    .amounts()));
        }
        return answers;
    }

    private static Map<String, Object> serviceFee(JsonNode inputs) {
        JsonNode payments = given(inputs, "number_of_payments");
        if (payments.asInt(ServiceFee.PAYMENTS) != ServiceFee.PAYMENTS) {
            throw new UnsupportedOperationException(
                    "A service fee is always paid in " + ServiceFee.PAYMENTS + " parts");
        }
        BandedTerms terms = bandedTerms(inputs);
        BigDecimal monthly = ServiceFee.monthly(terms);
        return Map.of(
                "total", ServiceFee.total(terms),
                "monthly_amount_unrounded", monthly,
                "monthly_service_fee", monthly);
    }

    private static PaymentLine uplifts(JsonNode inputs, DeclarationTotals declarationTotals) {
        return BandedPayment.of(bandedTerms(inputs), declarationTotals, List.of())
                .uplifts();
    }

    private static Map<String, Object> upliftCount(PaymentLine uplifts) {
        return Map.of(
                "additions", uplifts.billable(),
                "subtractions", uplifts.refundable(),
                "count", uplifts.count(),
                "uplifts_net", uplifts.amounts().net());
    }

    private static Map<String, Object> uplift(PaymentLine uplifts) {
        Map<String, Object> answers = new HashMap<>(totals(uplifts.amounts()));
        answers.put("billable_count", uplifts.billable());
        answers.put("refundable_count", uplifts.refundable());
        answers.put("net_count", uplifts.count());
        return answers;
    }

    private static Map<String, Object> flatRate(JsonNode inputs) {
        FlatRatePayment payment =
                FlatRatePayment.of(amount(inputs, "fee_per_declaration", ZERO), proportions(inputs), declared(inputs));
        List<PaymentLine> lines =
                payment.outputs().stream().map(FlatRatePayment.OfType::line).toList();
        Map<String, Object> answers = new HashMap<>(totals(payment.amounts()));
        answers.put(
                "total_billable_count",
                lines.stream().mapToInt(PaymentLine::billable).sum());
        answers.put(
                "total_refundable_count",
                lines.stream().mapToInt(PaymentLine::refundable).sum());
        answers.put(
                "total_with_vat_20",
                AmountWithVat.of(payment.amounts().net(), new Vat(new BigDecimal("0.20"), true))
                        .total());
        return answers;
    }

    private static Map<String, Object> rounding(JsonNode inputs) {
        BigDecimal amount = amount(inputs, "amount", ZERO);
        AmountWithVat due = AmountWithVat.of(amount, vat(inputs));
        return Map.of(
                "vat_unrounded",
                due.vat(),
                "total_unrounded",
                due.total(),
                "display",
                Map.of("amount", display(amount), "vat", display(due.vat()), "total", display(due.total())));
    }

    private static String display(BigDecimal amount) {
        return Rounding.rounded(amount).toPlainString();
    }

    private static Map<String, String> feeTypes(JsonNode months) {
        return months.valueStream()
                .collect(Collectors.toMap(
                        JsonNode::asText, month -> name(StatementCalendar.feeType(Month.of(month.intValue())))));
    }

    private static List<Boolean> becomesPayable(JsonNode inputs) {
        FeeType feeType = Json.MAPPER.convertValue(inputs.path("fee_type"), FeeType.class);
        StatementStatus status =
                StatementStatus.valueOf(inputs.path("status").asText("open").toUpperCase(Locale.ROOT));
        LocalDate today = LocalDate.parse(inputs.path("today").asText());
        return inputs.path("deadline_dates")
                .valueStream()
                .map(deadline ->
                        StatementTransitions.becomesPayable(feeType, status, LocalDate.parse(deadline.asText()), today))
                .toList();
    }

    private static List<Boolean> insideWindow(JsonNode inputs) {
        JsonNode last = given(inputs, "milestone_date");
        Milestone milestone = new Milestone(
                "started",
                LocalDate.parse(inputs.path("milestone_start_date").asText()),
                last.isMissingNode() ? null : LocalDate.parse(last.asText()));
        return inputs.path("declaration_dates")
                .valueStream()
                .map(date -> milestone.includes(day(date.asText())))
                .toList();
    }

    /** The London date of a date, or of a date and time as in declarations. */
    private static LocalDate day(String date) {
        return date.contains("T") ? London.dateOf(OffsetDateTime.parse(date).toInstant()) : LocalDate.parse(date);
    }

    private static Map<String, Object> reducedInductions(JsonNode terms) {
        List<List<DeclarationType>> inductions = terms.valueStream()
                .map(number -> ReducedInduction.declarations(number.intValue()))
                .toList();
        return Map.of(
                "number_of_payments",
                inductions.stream().map(List::size).toList(),
                "declarations",
                inductions.stream().map(FundingCaseAnswers::inWords).toList());
    }

    /** Declaration types as contracts list them, with all retained ones as one item, such as {@code retained x2}. */
    private static List<String> inWords(List<DeclarationType> induction) {
        List<String> names = induction.stream().map(FundingCaseInputs::name).toList();
        long retained =
                names.stream().filter(name -> name.startsWith("retained")).count();
        return names.stream()
                .flatMap(name -> !name.startsWith("retained")
                        ? Stream.of(name)
                        : name.equals("retained-1") ? Stream.of("retained x" + retained) : Stream.empty())
                .toList();
    }
}
