package uk.gov.education.training.funding.domain.statements;

import static java.math.BigDecimal.ZERO;
import static uk.gov.education.training.funding.domain.statements.FundingCase.given;
import static uk.gov.education.training.funding.domain.statements.FundingCaseInputs.amount;
import static uk.gov.education.training.funding.domain.statements.FundingCaseInputs.name;
import static uk.gov.education.training.funding.domain.statements.FundingCaseInputs.vat;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Calculates a statement's totals for a worked example. */
final class FundingCaseTotals {

    private FundingCaseTotals() {}

    /**
     * Takes the billed amounts from the rows that the example expects, because its inputs have only net amounts.
     * Calculates everything else.
     */
    static Map<String, Object> answers(JsonNode inputs, JsonNode rows) {
        JsonNode banded = inputs.path("banded");
        JsonNode flatRate = given(inputs, "flat_rate");
        boolean ecf = flatRate.isMissingNode();
        BandedAmounts amounts = new BandedAmounts(
                billed(amount(banded, "outputs_net", ZERO), rows, ecf ? "output_payment" : "ects_output_payment"),
                billed(amount(banded, "uplifts_net", ZERO), rows, "uplift_fees"),
                amount(banded, "monthly_service_fee", ZERO),
                amount(banded, "adjustments", ZERO));
        GrossAndRefund mentors = billed(amount(flatRate, "outputs_net", ZERO), rows, "mentors_output_payment");
        AmountWithVat due = ecf
                ? AmountWithVat.of(amounts.subtotal(), vat(inputs))
                : StatementCalculation.IttecfEctp.due(amounts, mentors, vat(inputs));
        return Map.of(
                "subtotal",
                due.subtotal(),
                "vat",
                due.vat(),
                "total",
                due.total(),
                "display_rows",
                rows(
                        ecf
                                ? StatementCalculation.Ecf.rows(amounts, due)
                                : StatementCalculation.IttecfEctp.rows(amounts, mentors, due)));
    }

    private static GrossAndRefund billed(BigDecimal net, JsonNode rows, String row) {
        BigDecimal billable = amount(rows, row, net);
        return new GrossAndRefund(billable, billable.subtract(net));
    }

    private static Map<String, String> rows(List<StatementRow> rows) {
        return rows.stream().collect(Collectors.toMap(row -> name(row.item()), row -> row.amount()
                .toPlainString()));
    }
}
