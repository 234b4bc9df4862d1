package uk.gov.education.training.funding.testing;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;
import static uk.gov.education.training.events.Topics.DECLARATIONS;
import static uk.gov.education.training.events.Topics.FUNDING_DECISIONS;
import static uk.gov.education.training.events.Topics.STATEMENTS;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.events.Declarations.Declaration;
import uk.gov.education.training.events.FundingPosition.DeclarationFunding;
import uk.gov.education.training.events.FundingPosition.DeclarationState;
import uk.gov.education.training.events.Statement;
import uk.gov.education.training.events.Statement.StatementStatus;
import uk.gov.education.training.events.Topic;
import uk.gov.education.training.funding.domain.contracts.Contract;
import uk.gov.education.training.funding.domain.statements.Adjustment;
import uk.gov.education.training.funding.domain.statements.DeclarationCount;
import uk.gov.education.training.funding.domain.statements.DeclarationCount.Entry;
import uk.gov.education.training.funding.domain.statements.Ledger;
import uk.gov.education.training.funding.domain.statements.StatementCalculation;
import uk.gov.education.training.testsupport.TopicClient;

/**
 * Calculates the totals of statements from the topics alone: from declarations and decisions, without this service's
 * tables. The contract's terms and adjustments, which are on no topic, must be given.
 */
public final class RecalculatedTotals {

    private final List<Statement> statements;
    private final List<Declaration> declarations;
    private final List<DeclarationFunding> decided;

    /** Reads the current content of the topics. */
    public RecalculatedTotals(TopicClient topics) {
        statements = List.copyOf(newest(topics, STATEMENTS).values());
        declarations = newest(topics, DECLARATIONS).values().stream()
                .flatMap(all -> all.declarations().stream())
                .toList();
        decided = newest(topics, FUNDING_DECISIONS).values().stream()
                .flatMap(position -> position.declarations().stream())
                .toList();
    }

    private static <C, S> Map<String, S> newest(TopicClient topics, Topic<C, S> topic) {
        Map<String, S> newest = new HashMap<>();
        for (ConsumerRecord<String, byte[]> record : topics.records(topic.name())) {
            if (record.value() == null) {
                newest.remove(record.key());
            } else if (record.headers().lastHeader("ce_type") != null) {
                newest.put(record.key(), TopicClient.read(topic, record).snapshot());
            }
        }
        return newest;
    }

    /** The sum of {@link #totals}. */
    public BigDecimal total(Contract contract, Map<UUID, List<Adjustment>> adjustments) {
        return totals(contract, adjustments).values().stream().reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /**
     * The rounded total of each statement of a contract, by id: recalculated, or as published if the statement is paid.
     */
    public Map<UUID, BigDecimal> totals(Contract contract, Map<UUID, List<Adjustment>> adjustments) {
        List<Statement> these = statements.stream()
                .filter(statement -> statement.leadProviderId().equals(contract.leadProviderId())
                        && statement.cohort() == contract.cohort())
                .toList();
        Ledger ledger =
                new Ledger(these.stream().collect(toMap(Statement::id, Statement::paymentDate)), counted(contract));
        return these.stream()
                .collect(toMap(
                        Statement::id,
                        statement -> statement.status() == StatementStatus.PAID
                                ? statement.totals().total()
                                : StatementCalculation.of(
                                                contract.terms(),
                                                ledger.declared(statement.id()),
                                                adjustments.getOrDefault(statement.id(), List.of()),
                                                contract.vatRegistered())
                                        .totals()
                                        .total()));
    }

    private List<DeclarationCount> counted(Contract contract) {
        List<Declaration> these = declarations.stream()
                .filter(declaration -> declaration.leadProviderId().equals(contract.leadProviderId())
                        && declaration.cohort() == contract.cohort())
                .toList();
        Set<UUID> ids = these.stream().map(Declaration::id).collect(toSet());
        Map<UUID, DeclarationFunding> funding = decided.stream()
                .filter(one -> ids.contains(one.declarationId()))
                .collect(toMap(DeclarationFunding::declarationId, identity()));
        return these.stream()
                .filter(declaration -> funding.containsKey(declaration.id()))
                .flatMap(declaration -> entries(declaration, funding.get(declaration.id())))
                .collect(groupingBy(entry -> List.of(entry.statementId(), entry.entry(), entry.role(), entry.type())))
                .values()
                .stream()
                .map(alike -> new DeclarationCount(
                        alike.getFirst().statementId(),
                        alike.getFirst().entry(),
                        alike.getFirst().role(),
                        alike.getFirst().type(),
                        alike.size(),
                        alike.stream().mapToInt(DeclarationCount::withUplift).sum()))
                .toList();
    }

    private static Stream<DeclarationCount> entries(Declaration declaration, DeclarationFunding funding) {
        boolean billable = funding.state() != DeclarationState.VOIDED && funding.state() != DeclarationState.SUBMITTED;
        return Stream.concat(
                billable ? entry(declaration, funding.statementId(), Entry.BILLABLE) : Stream.of(),
                entry(declaration, funding.clawbackStatementId(), Entry.REFUNDABLE));
    }

    private static Stream<DeclarationCount> entry(Declaration declaration, @Nullable UUID statementId, Entry entry) {
        int uplift = declaration.pupilPremiumUplift() || declaration.sparsityUplift() ? 1 : 0;
        return statementId == null
                ? Stream.of()
                : Stream.of(
                        new DeclarationCount(statementId, entry, declaration.role(), declaration.type(), 1, uplift));
    }
}
