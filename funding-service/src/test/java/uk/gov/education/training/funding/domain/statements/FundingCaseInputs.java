package uk.gov.education.training.funding.domain.statements;

import static java.math.BigDecimal.ONE;
import static java.math.BigDecimal.ZERO;
import static uk.gov.education.training.funding.domain.statements.FundingCase.given;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import uk.gov.education.training.events.DeclarationType;
import uk.gov.education.training.events.Json;
import uk.gov.education.training.funding.domain.contracts.Band;
import uk.gov.education.training.funding.domain.contracts.BandTerms;
import uk.gov.education.training.funding.domain.contracts.BandedTerms;
import uk.gov.education.training.funding.domain.contracts.ContractTerms;
import uk.gov.education.training.funding.domain.contracts.Proportions;

/** Reads the inputs of worked examples. */
final class FundingCaseInputs {

    private FundingCaseInputs() {}

    static BigDecimal amount(JsonNode inputs, String field, BigDecimal otherwise) {
        JsonNode value = given(inputs, field);
        return value.isMissingNode() ? otherwise : new BigDecimal(value.asText());
    }

    static DeclarationType type(String name) {
        return Json.MAPPER.convertValue(name, DeclarationType.class);
    }

    static String name(Object constant) {
        return Json.MAPPER.convertValue(constant, String.class);
    }

    static BandedTerms bandedTerms(JsonNode inputs) {
        JsonNode monthly = given(inputs, "monthly_service_fee");
        JsonNode bands = inputs.path("bands");
        return new BandedTerms(
                inputs.path("recruitment_target").asInt(),
                amount(inputs, "uplift_fee_per_declaration", ZERO),
                monthly.isMissingNode() ? null : new BigDecimal(monthly.asText()),
                amount(inputs, "setup_fee", ZERO),
                IntStream.range(0, bands.size())
                        .mapToObj(i -> bandTerms(bands.get(i), i + 1))
                        .toList());
    }

    private static BandTerms bandTerms(JsonNode band, int position) {
        JsonNode letter = given(band, "letter");
        int order = letter.isMissingNode() ? position : letter.asText().charAt(0) - 'A' + 1;
        return bandTerms(new Band(order, band.path("capacity").asInt()), band);
    }

    /** Reads one of the two fee ratios. The other one is the remainder to 1. */
    static BandTerms bandTerms(Band band, JsonNode terms) {
        BigDecimal output = amount(terms, "output_fee_ratio", ONE.subtract(amount(terms, "service_fee_ratio", ZERO)));
        return new BandTerms(
                band,
                amount(terms, "fee_per_declaration", ZERO),
                output,
                amount(terms, "service_fee_ratio", ONE.subtract(output)));
    }

    static DeclarationTotals declared(JsonNode inputs) {
        Map<DeclarationType, CumulativeCounts> byType = new EnumMap<>(DeclarationType.class);
        counts(inputs, "previous_billable").forEach((type, n) -> add(byType, type, new CumulativeCounts(n, 0, 0, 0)));
        counts(inputs, "previous_refundable").forEach((type, n) -> add(byType, type, new CumulativeCounts(0, n, 0, 0)));
        counts(inputs, "current_billable").forEach((type, n) -> add(byType, type, new CumulativeCounts(0, 0, n, 0)));
        counts(inputs, "current_refundable").forEach((type, n) -> add(byType, type, new CumulativeCounts(0, 0, 0, n)));
        return new DeclarationTotals(
                byType,
                inputs.path("current_billable_with_uplift").asInt(),
                inputs.path("current_refundable_with_uplift").asInt());
    }

    private static void add(
            Map<DeclarationType, CumulativeCounts> byType, DeclarationType type, CumulativeCounts cumulativeCounts) {
        byType.merge(type, cumulativeCounts, CumulativeCounts::plus);
    }

    private static Map<DeclarationType, Integer> counts(JsonNode inputs, String field) {
        return inputs.path(field).properties().stream()
                .collect(Collectors.toMap(
                        count -> type(count.getKey()), count -> count.getValue().intValue()));
    }

    static Map<DeclarationType, BigDecimal> proportions(JsonNode inputs) {
        JsonNode given = given(inputs, "fee_proportions");
        return given.isMissingNode()
                ? Proportions.FLAT_RATE
                : given.properties().stream()
                        .collect(Collectors.toMap(
                                part -> type(part.getKey()),
                                part -> new BigDecimal(part.getValue().asText())));
    }

    static Vat vat(JsonNode inputs) {
        return new Vat(
                amount(inputs, "vat_rate", ContractTerms.DEFAULT_VAT_RATE),
                given(inputs, "vat_registered").asBoolean(true));
    }

    static List<Adjustment> adjustments(JsonNode inputs) {
        return inputs.path("amounts")
                .valueStream()
                .map(amount -> new Adjustment("As worked out", new BigDecimal(amount.asText())))
                .toList();
    }
}
