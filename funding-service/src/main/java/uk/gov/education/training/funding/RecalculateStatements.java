package uk.gov.education.training.funding;

import uk.gov.education.training.platform.messaging.Transactions;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
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
import uk.gov.education.training.funding.CalculateStatements.Calculated;
import uk.gov.education.training.funding.domain.contracts.Contract;
import uk.gov.education.training.funding.domain.statements.Figures;
import uk.gov.education.training.funding.store.Contracts;
import uk.gov.education.training.funding.store.RecalculationQueue;
import uk.gov.education.training.platform.messaging.Cause;
import uk.gov.education.training.platform.messaging.Decision;
import uk.gov.education.training.platform.messaging.Traces;

/**
 * Calculates the statements of a contract again once what changes about it has settled, and publishes those that come
 * to something else. What is paid stays as it was paid.
 *
 * <ol>
 *   <li>The contract is locked, so that one instance calculates it at a time; its mark is not, so that nobody who
 *       changes something waits meanwhile.
 *   <li>The time of the last change is read before anything else. A change that is not seen has a later one, or sets it
 *       when it commits: the mark stays then, and the contract is calculated once more.
 * </ol>
 */
@ApplicationScoped
public class RecalculateStatements {

    private static final int SETTLED_MILLIS = 250;
    private static final int WAITED_MILLIS = 2_000;

    private final Transactions transactions;
    private final Contracts contracts;
    private final RecalculationQueue stale;
    private final CalculateStatements calculate;
    private final PublishStatements publish;

    RecalculateStatements(
            Transactions transactions,
            Contracts contracts,
            RecalculationQueue stale,
            CalculateStatements calculate,
            PublishStatements publish) {
        this.transactions = transactions;
        this.contracts = contracts;
        this.stale = stale;
        this.calculate = calculate;
        this.publish = publish;
    }

    /**
     * Calculates one contract. One that can't be calculated goes to the end of the queue, so that the others go on.
     *
     * @return whether there was one
     */
    Uni<Boolean> next() {
        AtomicReference<@Nullable UUID> current = new AtomicReference<>();
        return transactions.inTransaction(tx -> contracts
                        .lockStale(tx, SETTLED_MILLIS, WAITED_MILLIS)
                        .invoke(found -> found.ifPresent(current::set))
                        .chain(found -> found.map(id -> recalculate(tx, id).replaceWith(true))
                                .orElseGet(() -> Uni.createFrom().item(false))))
                .onFailure()
                .call(() -> postpone(current.get()));
    }

    private Uni<Void> postpone(@Nullable UUID contractId) {
        return contractId == null
                ? Uni.createFrom().voidItem()
                : transactions.inTransaction(tx -> stale.postpone(tx, contractId));
    }

    private Uni<Void> recalculate(SqlConnection tx, UUID contractId) {
        return stale.changedAt(tx, contractId).chain(found -> found.map(changedAt -> contracts
                        .find(tx, contractId)
                        .map(Optional::orElseThrow)
                        .chain(agreement -> recalculate(tx, agreement))
                        .chain(() -> stale.calculated(tx, contractId, changedAt)))
                .orElseGet(() -> Uni.createFrom().voidItem()));
    }

    private Uni<Void> recalculate(SqlConnection tx, Contract agreement) {
        return calculate.all(tx, agreement).chain(all -> {
            List<UUID> ids = all.stream().map(one -> one.statement().id()).toList();
            return publish.published(tx, ids).chain(published -> {
                Map<UUID, Calculated> different = new LinkedHashMap<>();
                all.forEach(one -> {
                    UUID id = one.statement().id();
                    if (!isAsPublished(one, published.get(id))) {
                        different.put(id, one);
                    }
                });
                return different.isEmpty()
                        ? Uni.createFrom().voidItem()
                        : publish.publish(
                                tx, different.keySet(), cause(), (id, latest) -> decide(different.get(id), latest));
            });
        });
    }

    private static boolean isAsPublished(Calculated one, @Nullable Statement published) {
        return published != null
                && Figures.same(published.totals(), one.breakdown().totals());
    }

    /** The statement may have been paid since it was calculated. */
    private static Optional<Decision<StatementChange, Statement>> decide(Calculated one, Optional<Statement> latest) {
        Totals totals = one.breakdown().totals();
        if (latest.isEmpty()) {
            return Optional.of(new Decision<>(one.statement().with(totals), List.of(new StatementOpened())));
        }
        Statement published = latest.get();
        if (published.status() == StatementStatus.PAID || isAsPublished(one, published)) {
            return Optional.empty();
        }
        return Optional.of(new Decision<>(
                Figures.with(published, totals),
                List.of(new StatementRecalculated(
                        Figures.inPence(published.totals()).total(), totals.total()))));
    }

    private static Cause cause() {
        return new Cause(Instant.now().truncatedTo(ChronoUnit.MICROS), Traces.begin());
    }
}
