package uk.gov.education.training.funding.domain.statements;

import static uk.gov.education.training.funding.domain.statements.FundingCase.given;
import static uk.gov.education.training.funding.domain.statements.FundingCaseInputs.type;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import uk.gov.education.training.events.DeclarationType;
import uk.gov.education.training.events.FundingPosition.DeclarationState;
import uk.gov.education.training.events.Role;
import uk.gov.education.training.funding.domain.contracts.Band;
import uk.gov.education.training.funding.domain.declarations.DeclarationPayment;
import uk.gov.education.training.funding.domain.statements.DeclarationCount.Entry;

/** Counts declarations for worked examples that list declarations or statements one by one. */
final class FundingCaseStatements {

    private static final UUID CURRENT = new UUID(0, 1);
    private static final String BILLABLE = "billable_";
    private static final String REFUNDABLE = "refundable_";

    private FundingCaseStatements() {}

    /** The uplifts of declarations that one statement pays for and, if so given, claws back. */
    static DeclarationTotals declared(JsonNode declarations) {
        List<DeclarationCount> counted = declarations
                .valueStream()
                .flatMap(declaration -> entries(declaration).stream()
                        .map(entry -> new DeclarationCount(
                                CURRENT,
                                entry,
                                Role.ECT,
                                type(declaration.path("declaration_type").asText("started")),
                                1,
                                hasUplift(declaration) ? 1 : 0)))
                .toList();
        return new Ledger(Map.of(CURRENT, LocalDate.EPOCH), counted)
                .declared(CURRENT)
                .ects();
    }

    private static boolean hasUplift(JsonNode declaration) {
        return declaration.path("pupil_premium_uplift").asBoolean()
                || declaration.path("sparsity_uplift").asBoolean();
    }

    private static List<Entry> entries(JsonNode declaration) {
        DeclarationPayment payment = DeclarationPayment.of(state(declaration), CURRENT, CURRENT);
        List<Entry> entries = new ArrayList<>();
        if (payment instanceof DeclarationPayment.Voided) {
            entries.add(Entry.VOIDED);
        } else if (payment.statement() != null) {
            entries.add(Entry.BILLABLE);
        }
        if (payment.clawbackStatement() != null) {
            entries.add(Entry.REFUNDABLE);
        }
        return entries;
    }

    private static DeclarationState state(JsonNode declaration) {
        String clawback = declaration.path("clawback_status").asText("no_clawback");
        String shown = clawback.equals("no_clawback")
                ? declaration.path("payment_status").asText()
                : clawback;
        return shown.equals("no_payment")
                ? DeclarationState.SUBMITTED
                : DeclarationState.valueOf(shown.toUpperCase(Locale.ROOT).replace('-', '_'));
    }

    /** The counts of earlier statements, and how many of the statement's own declarations get a place. */
    static Map<String, Object> previous(JsonNode inputs) {
        Map<UUID, LocalDate> paymentDates = new HashMap<>();
        List<DeclarationCount> counted = new ArrayList<>();
        paymentDates.put(CURRENT, date(inputs, "current_statement_payment_date"));
        counted.addAll(counted(CURRENT, inputs, "current_"));
        for (JsonNode other : inputs.path("other_statements")) {
            if (isOfTheSameContract(other)) {
                UUID id = new UUID(0, paymentDates.size() + 1L);
                paymentDates.put(id, date(other, "payment_date"));
                counted.addAll(counted(id, other, ""));
            }
        }
        DeclarationTotals declarationTotals =
                new Ledger(paymentDates, counted).declared(CURRENT).ects();
        List<Band> bands = given(inputs, "band_capacity").isMissingNode()
                ? List.of()
                : List.of(new Band(1, inputs.path("band_capacity").intValue()));
        Map<String, Object> answers = new HashMap<>();
        CumulativeCounts placed = CumulativeCounts.NONE;
        for (DeclarationType type : DeclarationType.values()) {
            CumulativeCounts cumulativeCounts = declarationTotals.of(type);
            answers.put("previous_billable_" + type.wireName(), cumulativeCounts.previousBillable());
            answers.put("previous_refundable_" + type.wireName(), cumulativeCounts.previousRefundable());
            CumulativeCounts unallocated =
                    BandAllocation.of(bands, cumulativeCounts).unallocated();
            placed = placed.plus(cumulativeCounts.minus(unallocated));
        }
        answers.put("current_billable_allocated", placed.billable());
        answers.put("current_refundable_allocated", placed.refundable());
        return answers;
    }

    /** Whether all fields named {@code same_…} are true. */
    private static boolean isOfTheSameContract(JsonNode statement) {
        return names(statement).stream()
                .filter(name -> name.startsWith("same_"))
                .allMatch(name -> statement.path(name).asBoolean());
    }

    private static LocalDate date(JsonNode inputs, String field) {
        return LocalDate.parse(inputs.path(field).asText());
    }

    private static List<DeclarationCount> counted(UUID statement, JsonNode counts, String prefix) {
        return names(counts).stream()
                .filter(name -> name.startsWith(prefix + BILLABLE) || name.startsWith(prefix + REFUNDABLE))
                .map(name -> {
                    String what = name.substring(prefix.length());
                    Entry entry = what.startsWith(BILLABLE) ? Entry.BILLABLE : Entry.REFUNDABLE;
                    return new DeclarationCount(
                            statement,
                            entry,
                            Role.ECT,
                            type(what.substring(what.indexOf('_') + 1)),
                            counts.path(name).intValue(),
                            0);
                })
                .toList();
    }

    private static Set<String> names(JsonNode node) {
        return StreamSupport.stream(((Iterable<String>) node::fieldNames).spliterator(), false)
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
