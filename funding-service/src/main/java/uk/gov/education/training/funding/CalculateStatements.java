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
import uk.gov.education.training.funding.store.Adjustments.Made;
import uk.gov.education.training.funding.store.Contracts;
import uk.gov.education.training.funding.store.DeclarationsOnStatements;
import uk.gov.education.training.funding.store.StatementRecord;
import uk.gov.education.training.funding.store.Statements;

/** What statements come to: now or, of those that are paid, as they were paid. */
@ApplicationScoped
public class CalculateStatements {

    private final Contracts contracts;
    private final Statements statements;
    private final Adjustments adjustments;
    private final DeclarationsOnStatements declarations;

    CalculateStatements(
            Contracts contracts,
            Statements statements,
            Adjustments adjustments,
            DeclarationsOnStatements declarations) {
        this.contracts = contracts;
        this.statements = statements;
        this.adjustments = adjustments;
        this.declarations = declarations;
    }

    public record Calculated(Contract agreement, StatementRecord statement, Breakdown breakdown) {}

    /** One statement, with what it comes to; empty if there is none with this id. */
    public Uni<Optional<Calculated>> one(SqlClient db, UUID statementId) {
        return statements.find(db, statementId).chain(found -> found.map(
                        statement -> of(db, statement).map(Optional::of))
                .orElseGet(() -> Uni.createFrom().item(Optional.empty())));
    }

    Uni<Calculated> of(SqlClient db, StatementRecord statement) {
        return contracts
                .find(db, statement.contractId())
                .map(Optional::orElseThrow)
                .chain(agreement -> statement.paidBreakdown() == null
                        ? calculate(db, agreement, statement)
                        : Uni.createFrom()
                                .item(new Calculated(agreement, statement, breakdown(statement.paidBreakdown()))));
    }

    private Uni<Calculated> calculate(SqlClient db, Contract agreement, StatementRecord statement) {
        return all(db, agreement).chain(all -> all.stream()
                .filter(calculated -> calculated.statement().id().equals(statement.id()))
                .findFirst()
                .map(calculated -> Uni.createFrom().item(calculated))
                .orElseGet(() -> paidMeanwhile(db, statement)));
    }

    /** It is no longer among the unpaid ones; what it was paid by is with it now, for good. */
    private Uni<Calculated> paidMeanwhile(SqlClient db, StatementRecord statement) {
        return statements.find(db, statement.id()).map(Optional::orElseThrow).chain(paid -> of(db, paid));
    }

    /** All statements of a contract that are not paid, earliest statementCalculation first. */
    Uni<List<Calculated>> all(SqlClient db, Contract agreement) {
        return statements
                .ofContract(db, agreement.id())
                .chain(all -> adjustments.ofContract(db, agreement.id()).chain(made -> declarations
                        .count(db, agreement.id())
                        .map(counted -> calculated(agreement, all, made, counted))));
    }

    private static List<Calculated> calculated(
            Contract agreement, List<StatementRecord> all, List<Made> made, List<DeclarationCount> counted) {
        Ledger ledger =
                new Ledger(all.stream().collect(toMap(StatementRecord::id, StatementRecord::paymentDate)), counted);
        return all.stream()
                .filter(statement -> statement.paidBreakdown() == null)
                .map(statement -> new Calculated(
                        agreement, statement, breakdown(agreement, ledger, statement.id(), of(made, statement.id()))))
                .toList();
    }

    private static Breakdown breakdown(
            Contract agreement, Ledger ledger, UUID statementId, List<Adjustment> adjustments) {
        StatementCalculation statementCalculation = StatementCalculation.of(
                agreement.contract(), ledger.declared(statementId), adjustments, agreement.vatRegistered());
        return Breakdown.of(statementCalculation, ledger.voided(statementId));
    }

    private static List<Adjustment> of(List<Made> made, UUID statementId) {
        return made.stream()
                .filter(one -> one.statementId().equals(statementId))
                .map(Made::adjustment)
                .toList();
    }

    static String json(Breakdown breakdown) {
        return Json.write(breakdown);
    }

    private static Breakdown breakdown(String json) {
        return Json.read(json, Breakdown.class);
    }
}
