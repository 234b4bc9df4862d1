package uk.gov.education.training.funding;

import static java.util.stream.Collectors.toMap;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlClient;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import uk.gov.education.training.events.Json;
import uk.gov.education.training.funding.domain.contracts.Contract;
import uk.gov.education.training.funding.domain.statements.Adjustment;
import uk.gov.education.training.funding.domain.statements.Breakdown;
import uk.gov.education.training.funding.domain.statements.DeclarationCount;
import uk.gov.education.training.funding.domain.statements.Ledger;
import uk.gov.education.training.funding.domain.statements.StatementCalculation;
import uk.gov.education.training.funding.store.Adjustments;
import uk.gov.education.training.funding.store.Adjustments.StoredAdjustment;
import uk.gov.education.training.funding.store.Contracts;
import uk.gov.education.training.funding.store.DeclarationsOnStatements;
import uk.gov.education.training.funding.store.StatementRecord;
import uk.gov.education.training.funding.store.Statements;

/** Calculates statements. A paid statement keeps the breakdown that it was paid with. */
@ApplicationScoped
public class CalculateStatements {

    private final Contracts contracts;
    private final Statements statements;
    private final Adjustments adjustments;
    private final DeclarationsOnStatements declarationsOnStatements;

    CalculateStatements(
            Contracts contracts,
            Statements statements,
            Adjustments adjustments,
            DeclarationsOnStatements declarationsOnStatements) {
        this.contracts = contracts;
        this.statements = statements;
        this.adjustments = adjustments;
        this.declarationsOnStatements = declarationsOnStatements;
    }

    public record CalculatedStatement(Contract contract, StatementRecord statement, Breakdown breakdown) {}

    /** Calculates one statement; empty if no statement has this id. */
    public Uni<Optional<CalculatedStatement>> find(SqlClient db, UUID statementId) {
        return statements.find(db, statementId).chain(found -> found.map(
                        statement -> calculate(db, statement).map(Optional::of))
                .orElseGet(() -> Uni.createFrom().item(Optional.empty())));
    }

    Uni<CalculatedStatement> calculate(SqlClient db, StatementRecord statement) {
        return contracts
                .find(db, statement.contractId())
                .map(Optional::orElseThrow)
                .chain(contract -> statement.paidBreakdown() == null
                        ? calculateUnpaid(db, contract, statement)
                        : Uni.createFrom()
                                .item(new CalculatedStatement(
                                        contract, statement, Json.read(statement.paidBreakdown(), Breakdown.class))));
    }

    private Uni<CalculatedStatement> calculateUnpaid(SqlClient db, Contract contract, StatementRecord statement) {
        return calculateAllUnpaid(db, contract).chain(all -> all.stream()
                .filter(calculated -> calculated.statement().id().equals(statement.id()))
                .findFirst()
                .map(calculated -> Uni.createFrom().item(calculated))
                .orElseGet(() -> paidMeanwhile(db, statement)));
    }

    /** The statement was paid since it was read. Reads it again, with the breakdown that is final now. */
    private Uni<CalculatedStatement> paidMeanwhile(SqlClient db, StatementRecord statement) {
        return statements.find(db, statement.id()).map(Optional::orElseThrow).chain(paid -> calculate(db, paid));
    }

    /** All unpaid statements of a contract, earliest payment date first. */
    Uni<List<CalculatedStatement>> calculateAllUnpaid(SqlClient db, Contract contract) {
        return statements
                .ofContract(db, contract.id())
                .chain(all -> adjustments.ofContract(db, contract.id()).chain(adjusted -> declarationsOnStatements
                        .count(db, contract.id())
                        .map(counts -> calculate(contract, all, adjusted, counts))));
    }

    private static List<CalculatedStatement> calculate(
            Contract contract,
            List<StatementRecord> all,
            List<StoredAdjustment> adjusted,
            List<DeclarationCount> counts) {
        Ledger ledger =
                new Ledger(all.stream().collect(toMap(StatementRecord::id, StatementRecord::paymentDate)), counts);
        return all.stream()
                .filter(statement -> statement.paidBreakdown() == null)
                .map(statement -> new CalculatedStatement(
                        contract,
                        statement,
                        breakdown(contract, ledger, statement.id(), ofStatement(adjusted, statement.id()))))
                .toList();
    }

    private static Breakdown breakdown(
            Contract contract, Ledger ledger, UUID statementId, List<Adjustment> adjustments) {
        StatementCalculation calculation = StatementCalculation.of(
                contract.terms(), ledger.declared(statementId), adjustments, contract.vatRegistered());
        return Breakdown.of(calculation, ledger.voided(statementId));
    }

    private static List<Adjustment> ofStatement(List<StoredAdjustment> adjusted, UUID statementId) {
        return adjusted.stream()
                .filter(one -> one.statementId().equals(statementId))
                .map(StoredAdjustment::adjustment)
                .toList();
    }
}
