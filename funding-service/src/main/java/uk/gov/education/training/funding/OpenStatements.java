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
 * Opens the statements of a new contract. Those that were published already, before the database was lost, are what
 * they were, and are calculated again.
 */
@ApplicationScoped
class OpenStatements {

    private final Statements statements;
    private final PublishStatements publish;
    private final RecalculationQueue stale;

    OpenStatements(Statements statements, PublishStatements publish, RecalculationQueue stale) {
        this.statements = statements;
        this.publish = publish;
        this.stale = stale;
    }

    /** Whether the contract had statements before the database was lost. */
    Uni<Boolean> werePublished(SqlConnection tx, Contract agreement) {
        return publish.published(tx, ids(agreement)).map(published -> !published.isEmpty());
    }

    private static List<UUID> ids(Contract agreement) {
        return StatementCalendar.months(agreement.cohort()).stream()
                .map(agreement::statementId)
                .toList();
    }

    Uni<Void> open(SqlConnection tx, Contract agreement, Cause cause) {
        return publish.published(tx, ids(agreement)).chain(published -> open(
                        tx, opened(agreement, published), totals(agreement), cause)
                .chain(() ->
                        published.isEmpty() ? Uni.createFrom().voidItem() : stale.mark(tx, List.of(agreement.id()))));
    }

    private Uni<Void> open(SqlConnection tx, List<StatementRecord> opened, Totals totals, Cause cause) {
        Map<UUID, StatementRecord> byId = opened.stream().collect(toMap(StatementRecord::id, identity()));
        return statements
                .open(tx, opened)
                .chain(() -> publish.publish(
                        tx, byId.keySet(), cause, (id, published) -> decide(byId.get(id), published, totals)));
    }

    private static Optional<Decision<StatementChange, Statement>> decide(
            StatementRecord statement, Optional<Statement> published, Totals totals) {
        return published.isPresent()
                ? Optional.empty()
                : Optional.of(new Decision<>(statement.with(totals), List.of(new StatementOpened())));
    }

    /** Of a statement that has no declarations yet: all of them are alike. */
    private static Totals totals(Contract agreement) {
        return StatementCalculation.of(agreement.contract(), TotalsByRole.NOTHING, List.of(), agreement.vatRegistered())
                .totals();
    }

    private static List<StatementRecord> opened(Contract agreement, Map<UUID, Statement> published) {
        Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
        return StatementCalendar.months(agreement.cohort()).stream()
                .map(month -> statement(agreement, month, published.get(agreement.statementId(month)), now))
                .toList();
    }

    private static StatementRecord statement(
            Contract agreement, YearMonth month, @Nullable Statement published, Instant now) {
        return new StatementRecord(
                agreement.statementId(month),
                agreement.id(),
                agreement.leadProviderId(),
                agreement.cohort(),
                month.getMonthValue(),
                month.getYear(),
                StatementCalendar.feeType(month.getMonth()),
                published == null ? StatementStatus.OPEN : published.status(),
                StatementCalendar.deadlineDate(month),
                StatementCalendar.paymentDate(month),
                published == null ? null : published.paidAt(),
                published == null ? null : paidBreakdown(agreement, published),
                published == null ? now : published.createdAt());
    }

    private static @Nullable String paidBreakdown(Contract agreement, Statement published) {
        return published.status() == StatementStatus.PAID
                ? CalculateStatements.json(Breakdown.ofTotals(
                        published.totals(), agreement.contract().vatRate(), agreement.vatRegistered()))
                : null;
    }
}
