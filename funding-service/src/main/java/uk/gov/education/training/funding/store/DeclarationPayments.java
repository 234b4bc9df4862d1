package uk.gov.education.training.funding.store;

import uk.gov.education.training.platform.messaging.Rows;
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

/** Where the money of each declaration stands. */
@ApplicationScoped
public class DeclarationPayments {

    private static final String COUNT_FOR = """
            update declaration_payments set counted_by = $1
            where statement_id = $1 and state in ('eligible', 'payable')
               or clawback_statement_id = $1 and state = 'awaiting-clawback'""";
    private static final String UNSETTLED = """
            select id from unnest($1::uuid[]) id
            where exists (select from declaration_payments
                          where statement_id = id and state in ('eligible', 'payable'))
               or exists (select from declaration_payments
                          where clawback_statement_id = id and state = 'awaiting-clawback')""";
    // In order, so that two transactions never wait for each other.
    private static final String OF = """
            select declaration_id, participant_id, state, statement_id, clawback_statement_id, counted_by, waits_from
            from declaration_payments where declaration_id = any($1) order by declaration_id for update""";
    private static final String SAVE = """
            insert into declaration_payments (
                declaration_id, participant_id, lead_provider_id, cohort, role, declaration_type, declaration_date,
                created_at, pupil_premium_uplift, sparsity_uplift, state, statement_id, clawback_statement_id,
                waits_from)
            select * from unnest(
                $1::uuid[], $2::uuid[], $3::uuid[], $4::integer[], $5::text[], $6::text[], $7::timestamptz[],
                $8::timestamptz[], $9::boolean[], $10::boolean[], $11::text[], $12::uuid[], $13::uuid[], $14::date[])
            on conflict (declaration_id) do update set
                participant_id = excluded.participant_id, state = excluded.state,
                statement_id = excluded.statement_id, clawback_statement_id = excluded.clawback_statement_id,
                waits_from = excluded.waits_from""";
    private static final String HAND_OVER = """
            update declaration_payments set participant_id = merged.into_id
            from unnest($1::uuid[], $2::uuid[]) as merged (from_id, into_id)
            where participant_id = merged.from_id""";
    private static final String FORGET = """
            delete from declaration_payments
            where participant_id = any($1) and statement_id is null""";

    private static final Map<String, DeclarationState> STATES =
            Arrays.stream(DeclarationState.values()).collect(toMap(DeclarationPayments::wire, state -> state));

    /**
     * Marks what a statement settles, in the transaction that authorises its payment and holds its row for update: what
     * is to be paid, and what is to be clawed back. The decisions about the participants follow from it, later and in
     * transactions of their own. Nothing is attached to a statement that is paid, nor clawed back by one: whoever would
     * waits for the row, and finds that. So these are all there ever will be.
     *
     * @return how many there are
     */
    public Uni<Integer> countFor(SqlConnection tx, UUID statementId) {
        return tx.preparedQuery(COUNT_FOR).execute(Tuple.of(statementId)).map(SqlResult::rowCount);
    }

    /** Which of these statements, none of which is paid, have something to pay for or to claw back. */
    public Uni<Set<UUID>> unsettled(SqlConnection tx, Collection<UUID> statementIds) {
        return statementIds.isEmpty()
                ? Uni.createFrom().item(Set.of())
                : tx.preparedQuery(UNSETTLED)
                        .execute(Tuple.of(statementIds.toArray(UUID[]::new)))
                        .map(rows -> Rows.set(rows, row -> row.getUUID(0)));
    }

    /**
     * Where these declarations stand, for this transaction to decide about. Those of which nothing is kept are absent.
     */
    public Uni<Map<UUID, StoredPayment>> of(SqlConnection tx, Collection<UUID> declarationIds) {
        return declarationIds.isEmpty()
                ? Uni.createFrom().item(Map.of())
                : tx.preparedQuery(OF)
                        .execute(Tuple.of(declarationIds.toArray(UUID[]::new)))
                        .map(rows -> Rows.map(rows, row -> row.getUUID(0), row -> standing(row)));
    }

    private static StoredPayment standing(Row row) {
        return new StoredPayment(
                row.getUUID(1),
                DeclarationPayment.of(STATES.get(row.getString(2)), row.getUUID(3), row.getUUID(4)),
                row.getUUID(5),
                row.getLocalDate(6));
    }

    /** Keeps what was decided. Which statement counted a declaration is not touched. */
    public Uni<Void> save(SqlConnection tx, Collection<PaymentUpdate> decided) {
        if (decided.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        List<PaymentUpdate> rows = decided.stream()
                .sorted(comparing(settled -> settled.declaration().id()))
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
                    column(rows, LocalDate[]::new, PaymentUpdate::waitsFrom)
                }))
                .replaceWithVoid();
    }

    /** The declarations of merged participants go with them. */
    public Uni<Void> handOver(SqlConnection tx, Map<UUID, UUID> merged) {
        return merged.isEmpty()
                ? Uni.createFrom().voidItem()
                : tx.preparedQuery(HAND_OVER)
                        .execute(Tuple.of(
                                merged.keySet().toArray(UUID[]::new),
                                merged.values().toArray(UUID[]::new)))
                        .replaceWithVoid();
    }

    /** Of deleted participants only that is kept which has to do with money. */
    public Uni<Void> forget(SqlConnection tx, Collection<UUID> participantIds) {
        return participantIds.isEmpty()
                ? Uni.createFrom().voidItem()
                : tx.preparedQuery(FORGET)
                        .execute(Tuple.of(participantIds.toArray(UUID[]::new)))
                        .replaceWithVoid();
    }

    private static <T> T[] column(List<PaymentUpdate> rows, IntFunction<T[]> array, Function<PaymentUpdate, T> value) {
        return rows.stream().map(value).toArray(array);
    }

    /** As it is written everywhere outside of the code. */
    private static String wire(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
