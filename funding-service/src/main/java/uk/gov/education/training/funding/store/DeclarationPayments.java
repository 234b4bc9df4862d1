package uk.gov.education.training.funding.store;

import static java.util.Comparator.comparing;
import static java.util.stream.Collectors.toMap;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.SqlResult;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;
import uk.gov.education.training.events.FundingPosition.DeclarationState;
import uk.gov.education.training.funding.domain.declarations.DeclarationPayment;
import uk.gov.education.training.funding.domain.declarations.Funding.PaymentUpdate;
import uk.gov.education.training.funding.domain.declarations.Funding.StoredPayment;
import uk.gov.education.training.platform.messaging.Rows;

/** Stores the payment state of declarations. */
@ApplicationScoped
public class DeclarationPayments {

    private static final String MARK_SETTLED_BY = """
            update declaration_payments set settled_by = $1
            where statement_id = $1 and state in ('eligible', 'payable')
               or clawback_statement_id = $1 and state = 'awaiting-clawback'""";
    private static final String UNSETTLED = """
            select id from unnest($1::uuid[]) id
            where exists (select from declaration_payments
                          where statement_id = id and state in ('eligible', 'payable'))
               or exists (select from declaration_payments
                          where clawback_statement_id = id and state = 'awaiting-clawback')""";
    // Ordered, so that two transactions cannot deadlock.
    private static final String FIND_ALL = """
            select declaration_id, participant_id, state, statement_id, clawback_statement_id, settled_by, awaiting_statement_since
            from declaration_payments where declaration_id = any($1) order by declaration_id for update""";
    private static final String SAVE = """
            insert into declaration_payments (
                declaration_id, participant_id, lead_provider_id, cohort, role, declaration_type, declaration_date,
                created_at, pupil_premium_uplift, sparsity_uplift, state, statement_id, clawback_statement_id,
                awaiting_statement_since)
            select * from unnest(
                $1::uuid[], $2::uuid[], $3::uuid[], $4::integer[], $5::text[], $6::text[], $7::timestamptz[],
                $8::timestamptz[], $9::boolean[], $10::boolean[], $11::text[], $12::uuid[], $13::uuid[], $14::date[])
            on conflict (declaration_id) do update set
                participant_id = excluded.participant_id, state = excluded.state,
                statement_id = excluded.statement_id, clawback_statement_id = excluded.clawback_statement_id,
                awaiting_statement_since = excluded.awaiting_statement_since""";
    private static final String MOVE_TO_MERGED = """
            update declaration_payments set participant_id = merged.into_id
            from unnest($1::uuid[], $2::uuid[]) as merged (from_id, into_id)
            where participant_id = merged.from_id""";
    private static final String DELETE_UNCOUNTED = """
            delete from declaration_payments
            where participant_id = any($1) and statement_id is null""";

    private static final Map<String, DeclarationState> STATES =
            Arrays.stream(DeclarationState.values()).collect(toMap(DeclarationPayments::wire, state -> state));

    /**
     * Marks all declarations that a statement pays for or claws back as settled by it. Runs in the transaction that
     * authorises the payment and has locked the statement. The participants' decisions follow later, in their own
     * transactions. No declaration can be added to a paid statement, because adding one waits for the lock and then
     * sees the status. So these are all declarations that the statement will ever settle.
     *
     * @return their number
     */
    public Uni<Integer> markSettledBy(SqlConnection tx, UUID statementId) {
        return tx.preparedQuery(MARK_SETTLED_BY).execute(Tuple.of(statementId)).map(SqlResult::rowCount);
    }

    /** The unpaid statements among these that have declarations to pay for or to claw back. */
    public Uni<Set<UUID>> unsettled(SqlConnection tx, Collection<UUID> statementIds) {
        return statementIds.isEmpty()
                ? Uni.createFrom().item(Set.of())
                : tx.preparedQuery(UNSETTLED)
                        .execute(Tuple.of(statementIds.toArray(UUID[]::new)))
                        .map(rows -> Rows.set(rows, row -> row.getUUID(0)));
    }

    /** Reads and locks the stored states of declarations. Declarations without a stored state are absent. */
    public Uni<Map<UUID, StoredPayment>> findAndLock(SqlConnection tx, Collection<UUID> declarationIds) {
        return declarationIds.isEmpty()
                ? Uni.createFrom().item(Map.of())
                : tx.preparedQuery(FIND_ALL)
                        .execute(Tuple.of(declarationIds.toArray(UUID[]::new)))
                        .map(rows -> Rows.map(rows, row -> row.getUUID(0), DeclarationPayments::storedPayment));
    }

    private static StoredPayment storedPayment(Row row) {
        return new StoredPayment(
                row.getUUID(1),
                DeclarationPayment.of(STATES.get(row.getString(2)), row.getUUID(3), row.getUUID(4)),
                row.getUUID(5),
                row.getLocalDate(6));
    }

    /** Saves new states. Does not change which statement settled a declaration. */
    public Uni<Void> save(SqlConnection tx, Collection<PaymentUpdate> updates) {
        if (updates.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        List<PaymentUpdate> rows = updates.stream()
                .sorted(comparing(update -> update.declaration().id()))
                .toList();
        return tx.preparedQuery(SAVE)
                .execute(Tuple.from(new Object[] {
                    column(rows, UUID[]::new, row -> row.declaration().id()),
                    column(rows, UUID[]::new, PaymentUpdate::participantId),
                    column(rows, UUID[]::new, row -> row.declaration().leadProviderId()),
                    column(rows, Integer[]::new, row -> row.declaration().cohort()),
                    column(rows, String[]::new, row -> wire(row.declaration().role())),
                    column(rows, String[]::new, row -> wire(row.declaration().type())),
                    column(rows, OffsetDateTime[]::new, row -> row.declaration()
                            .declarationDate()
                            .atOffset(ZoneOffset.UTC)),
                    column(rows, OffsetDateTime[]::new, row -> row.declaration()
                            .createdAt()
                            .atOffset(ZoneOffset.UTC)),
                    column(rows, Boolean[]::new, row -> row.declaration().pupilPremiumUplift()),
                    column(rows, Boolean[]::new, row -> row.declaration().sparsityUplift()),
                    column(rows, String[]::new, row -> wire(row.payment().state())),
                    column(rows, UUID[]::new, row -> row.payment().statement()),
                    column(rows, UUID[]::new, row -> row.payment().clawbackStatement()),
                    column(rows, LocalDate[]::new, PaymentUpdate::awaitingStatementSince)
                }))
                .replaceWithVoid();
    }

    /** Moves the declarations of merged participants to the remaining participant. */
    public Uni<Void> moveToMerged(SqlConnection tx, Map<UUID, UUID> merged) {
        return merged.isEmpty()
                ? Uni.createFrom().voidItem()
                : tx.preparedQuery(MOVE_TO_MERGED)
                        .execute(Tuple.of(
                                merged.keySet().toArray(UUID[]::new),
                                merged.values().toArray(UUID[]::new)))
                        .replaceWithVoid();
    }

    /** Deletes the states of deleted participants, except those that a statement counts. */
    public Uni<Void> deleteUncounted(SqlConnection tx, Collection<UUID> participantIds) {
        return participantIds.isEmpty()
                ? Uni.createFrom().voidItem()
                : tx.preparedQuery(DELETE_UNCOUNTED)
                        .execute(Tuple.of(participantIds.toArray(UUID[]::new)))
                        .replaceWithVoid();
    }

    private static <T> T[] column(List<PaymentUpdate> rows, IntFunction<T[]> array, Function<PaymentUpdate, T> value) {
        return rows.stream().map(value).toArray(array);
    }

    /** The name in the database and on the wire. */
    private static String wire(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
