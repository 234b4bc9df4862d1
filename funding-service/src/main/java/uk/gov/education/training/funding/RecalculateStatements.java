package uk.gov.education.training.funding;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.events.Statement;
import uk.gov.education.training.events.Statement.StatementStatus;
import uk.gov.education.training.events.Statement.Totals;
import uk.gov.education.training.events.StatementChange;
import uk.gov.education.training.events.StatementChange.StatementOpened;
import uk.gov.education.training.events.StatementChange.StatementRecalculated;
import uk.gov.education.training.funding.CalculateStatements.CalculatedStatement;
import uk.gov.education.training.funding.domain.Rounding;
import uk.gov.education.training.funding.domain.contracts.Contract;
import uk.gov.education.training.funding.store.Contracts;
import uk.gov.education.training.funding.store.RecalculationQueue;
import uk.gov.education.training.platform.messaging.Cause;
import uk.gov.education.training.platform.messaging.Decision;
import uk.gov.education.training.platform.messaging.Transactions;

/**
 * Recalculates the statements of a queued contract once it has stopped changing, and publishes those with new totals.
 * Paid statements stay unchanged.
 *
 * <ol>
 *   <li>Locks the contract, so that one instance at a time recalculates it. Does not lock the queue entry, so that
 *       nothing that changes the contract has to wait.
 *   <li>Reads the time of the last change before anything else. A change that this calculation misses has a later time,
 *       or sets it on commit: then the entry stays in the queue and the contract is recalculated again.
 * </ol>
 */
@ApplicationScoped
public class RecalculateStatements {

    private static final int UNCHANGED_FOR_MILLIS = 250;
    private static final int LONGEST_WAIT_MILLIS = 2_000;

    private final Transactions transactions;
    private final Contracts contracts;
    private final RecalculationQueue recalculationQueue;
    private final CalculateStatements calculateStatements;
    private final PublishStatements publishStatements;

    RecalculateStatements(
            Transactions transactions,
            Contracts contracts,
            RecalculationQueue recalculationQueue,
            CalculateStatements calculateStatements,
            PublishStatements publishStatements) {
        this.transactions = transactions;
        this.contracts = contracts;
        this.recalculationQueue = recalculationQueue;
        this.calculateStatements = calculateStatements;
        this.publishStatements = publishStatements;
    }

    /**
     * Recalculates one contract. If that fails, moves the contract to the end of the queue, so that it does not block
     * the others.
     *
     * @return whether a contract was ready
     */
    public Uni<Boolean> next() {
        AtomicReference<@Nullable UUID> current = new AtomicReference<>();
        return transactions
                .inTransaction(tx -> contracts
                        .lockNextQueued(tx, UNCHANGED_FOR_MILLIS, LONGEST_WAIT_MILLIS)
                        .invoke(found -> current.set(found.orElse(null)))
                        .chain(found -> found.map(id -> recalculate(tx, id).replaceWith(true))
                                .orElseGet(() -> Uni.createFrom().item(false))))
                .onFailure()
                .call(() -> postpone(current.get()));
    }

    private Uni<Void> postpone(@Nullable UUID contractId) {
        return contractId == null
                ? Uni.createFrom().voidItem()
                : transactions.inTransaction(tx -> recalculationQueue.postpone(tx, contractId));
    }

    private Uni<Void> recalculate(SqlConnection tx, UUID contractId) {
        return recalculationQueue.changedAt(tx, contractId).chain(found -> found.map(changedAt -> contracts
                        .find(tx, contractId)
                        .map(Optional::orElseThrow)
                        .chain(contract -> recalculate(tx, contract))
                        .chain(() -> recalculationQueue.remove(tx, contractId, changedAt)))
                .orElseGet(() -> Uni.createFrom().voidItem()));
    }

    private Uni<Void> recalculate(SqlConnection tx, Contract contract) {
        return calculateStatements.calculateAllUnpaid(tx, contract).chain(all -> {
            List<UUID> ids = all.stream().map(one -> one.statement().id()).toList();
            return publishStatements.published(tx, ids).chain(published -> {
                Map<UUID, CalculatedStatement> different = new LinkedHashMap<>();
                all.forEach(one -> {
                    UUID id = one.statement().id();
                    if (!isAsPublished(one, published.get(id))) {
                        different.put(id, one);
                    }
                });
                return different.isEmpty()
                        ? Uni.createFrom().voidItem()
                        : publishStatements.publish(
                                tx, different.keySet(), cause(), (id, latest) -> decide(different.get(id), latest));
            });
        });
    }

    private static boolean isAsPublished(CalculatedStatement one, @Nullable Statement published) {
        return published != null
                && Rounding.rounded(published.totals())
                        .equals(Rounding.rounded(one.breakdown().totals()));
    }

    /** Checks the status again: the statement may have been paid since it was calculated. */
    private static Optional<Decision<StatementChange, Statement>> decide(
            CalculatedStatement one, Optional<Statement> latest) {
        Totals totals = one.breakdown().totals();
        if (latest.isEmpty()) {
            return Optional.of(new Decision<>(one.statement().toStatement(totals), List.of(new StatementOpened())));
        }
        Statement published = latest.get();
        if (published.status() == StatementStatus.PAID || isAsPublished(one, published)) {
            return Optional.empty();
        }
        return Optional.of(new Decision<>(
                published.withTotals(totals),
                List.of(new StatementRecalculated(
                        Rounding.rounded(published.totals().total()), totals.total()))));
    }

    private static Cause cause() {
        return Cause.now();
    }
}
