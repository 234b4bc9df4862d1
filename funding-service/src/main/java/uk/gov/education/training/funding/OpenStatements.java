package uk.gov.education.training.funding;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toMap;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.events.Json;
import uk.gov.education.training.events.Statement;
import uk.gov.education.training.events.Statement.StatementStatus;
import uk.gov.education.training.events.Statement.Totals;
import uk.gov.education.training.events.StatementChange;
import uk.gov.education.training.events.StatementChange.StatementOpened;
import uk.gov.education.training.funding.domain.contracts.Contract;
import uk.gov.education.training.funding.domain.statements.Breakdown;
import uk.gov.education.training.funding.domain.statements.StatementCalculation;
import uk.gov.education.training.funding.domain.statements.StatementCalendar;
import uk.gov.education.training.funding.domain.statements.TotalsByRole;
import uk.gov.education.training.funding.store.RecalculationQueue;
import uk.gov.education.training.funding.store.StatementRecord;
import uk.gov.education.training.funding.store.Statements;
import uk.gov.education.training.platform.messaging.Cause;
import uk.gov.education.training.platform.messaging.Decision;

/**
 * Opens the statements of a new contract. Restores statements that were published before the database was lost, and
 * queues them for recalculation.
 */
@ApplicationScoped
class OpenStatements {

    private final Statements statements;
    private final PublishStatements publishStatements;
    private final RecalculationQueue recalculationQueue;

    OpenStatements(Statements statements, PublishStatements publishStatements, RecalculationQueue recalculationQueue) {
        this.statements = statements;
        this.publishStatements = publishStatements;
        this.recalculationQueue = recalculationQueue;
    }

    /** Whether statements of the contract were published before the database was lost. */
    Uni<Boolean> werePublished(SqlConnection tx, Contract contract) {
        return publishStatements.published(tx, ids(contract)).map(published -> !published.isEmpty());
    }

    private static List<UUID> ids(Contract contract) {
        return StatementCalendar.months(contract.cohort()).stream()
                .map(contract::statementId)
                .toList();
    }

    Uni<Void> open(SqlConnection tx, Contract contract, Cause cause) {
        return publishStatements.published(tx, ids(contract)).chain(published -> open(
                        tx, opened(contract, published), totals(contract), cause)
                .chain(() -> published.isEmpty()
                        ? Uni.createFrom().voidItem()
                        : recalculationQueue.add(tx, List.of(contract.id()))));
    }

    private Uni<Void> open(SqlConnection tx, List<StatementRecord> opened, Totals totals, Cause cause) {
        Map<UUID, StatementRecord> byId = opened.stream().collect(toMap(StatementRecord::id, identity()));
        return statements
                .insert(tx, opened)
                .chain(() -> publishStatements.publish(
                        tx, byId.keySet(), cause, (id, published) -> decide(byId.get(id), published, totals)));
    }

    private static Optional<Decision<StatementChange, Statement>> decide(
            StatementRecord statement, Optional<Statement> published, Totals totals) {
        return published.isPresent()
                ? Optional.empty()
                : Optional.of(new Decision<>(statement.toStatement(totals), List.of(new StatementOpened())));
    }

    /** The totals of a statement without declarations: the same for every month. */
    private static Totals totals(Contract contract) {
        return StatementCalculation.of(contract.terms(), TotalsByRole.NOTHING, List.of(), contract.vatRegistered())
                .totals();
    }

    private static List<StatementRecord> opened(Contract contract, Map<UUID, Statement> published) {
        Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
        return StatementCalendar.months(contract.cohort()).stream()
                .map(month -> statement(contract, month, published.get(contract.statementId(month)), now))
                .toList();
    }

    private static StatementRecord statement(
            Contract contract, YearMonth month, @Nullable Statement published, Instant now) {
        StatementRecord opened = new StatementRecord(
                contract.statementId(month),
                contract.id(),
                contract.leadProviderId(),
                contract.cohort(),
                month.getMonthValue(),
                month.getYear(),
                StatementCalendar.feeType(month.getMonth()),
                StatementStatus.OPEN,
                StatementCalendar.deadlineDate(month),
                StatementCalendar.paymentDate(month),
                null,
                null,
                now);
        return published == null
                ? opened
                : opened.withStatus(published.status())
                        .withPaidAt(published.paidAt())
                        .withPaidBreakdown(paidBreakdown(contract, published))
                        .withCreatedAt(published.createdAt());
    }

    private static @Nullable String paidBreakdown(Contract contract, Statement published) {
        return published.status() == StatementStatus.PAID
                ? Json.write(
                        Breakdown.ofTotals(published.totals(), contract.terms().vatRate(), contract.vatRegistered()))
                : null;
    }
}
