package uk.gov.education.training.funding.store;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import uk.gov.education.training.events.DeclarationType;
import uk.gov.education.training.events.FundingPosition.DeclarationState;
import uk.gov.education.training.events.Role;
import uk.gov.education.training.funding.domain.statements.DeclarationCount;
import uk.gov.education.training.funding.domain.statements.DeclarationCount.Entry;
import uk.gov.education.training.platform.messaging.Rows;

/**
 * Reads the declarations that statements pay for and claw back. A clawed-back declaration has two entries: on the
 * statement that paid for it, and on the one that clawed it back.
 */
@ApplicationScoped
public class DeclarationsOnStatements {

    private static final String COUNT = """
            with these as (select id from statements where contract_id = $1), entries as (
                select statement_id as id, case when state = 'voided' then 'VOIDED' else 'BILLABLE' end as entry,
                       role, declaration_type, pupil_premium_uplift or sparsity_uplift as uplift
                from declaration_payments where statement_id in (select id from these) and state <> 'submitted'
                union all
                select clawback_statement_id, 'REFUNDABLE', role, declaration_type,
                       pupil_premium_uplift or sparsity_uplift
                from declaration_payments where clawback_statement_id in (select id from these)
            )
            select id, entry, role, declaration_type, count(*)::int, count(*) filter (where uplift)::int
            from entries group by id, entry, role, declaration_type""";
    private static final String LIST = """
            select 'BILLABLE', declaration_id, participant_id, role, declaration_type, declaration_date, state,
                   pupil_premium_uplift, sparsity_uplift, created_at
            from declaration_payments where statement_id = $1 and state <> 'voided'
            union all
            select 'VOIDED', declaration_id, participant_id, role, declaration_type, declaration_date, state,
                   pupil_premium_uplift, sparsity_uplift, created_at
            from declaration_payments where statement_id = $1 and state = 'voided'
            union all
            select 'REFUNDABLE', declaration_id, participant_id, role, declaration_type, declaration_date, state,
                   pupil_premium_uplift, sparsity_uplift, created_at
            from declaration_payments where clawback_statement_id = $1
            order by 6, 10, 2, 1""";

    public record OnStatement(
            Entry entry,
            UUID declarationId,
            UUID participantId,
            Role role,
            DeclarationType type,
            Instant declarationDate,
            DeclarationState state,
            boolean pupilPremiumUplift,
            boolean sparsityUplift) {}

    /** Counts the declarations on each statement of a contract. */
    public Uni<List<DeclarationCount>> count(SqlClient db, UUID contractId) {
        return db.preparedQuery(COUNT)
                .execute(Tuple.of(contractId))
                .map(rows -> Rows.list(rows, DeclarationsOnStatements::count));
    }

    private static DeclarationCount count(Row row) {
        return new DeclarationCount(
                row.getUUID(0),
                Entry.valueOf(row.getString(1)),
                role(row.getString(2)),
                type(row.getString(3)),
                row.getInteger(4),
                row.getInteger(5));
    }

    /** The declarations on one statement, earliest first. */
    public Uni<List<OnStatement>> list(SqlClient db, UUID statementId) {
        return db.preparedQuery(LIST)
                .execute(Tuple.of(statementId))
                .map(rows -> Rows.list(rows, DeclarationsOnStatements::onStatement));
    }

    private static OnStatement onStatement(Row row) {
        return new OnStatement(
                Entry.valueOf(row.getString(0)),
                row.getUUID(1),
                row.getUUID(2),
                role(row.getString(3)),
                type(row.getString(4)),
                row.getOffsetDateTime(5).toInstant(),
                DeclarationState.valueOf(constant(row.getString(6))),
                row.getBoolean(7),
                row.getBoolean(8));
    }

    private static Role role(String text) {
        return Role.valueOf(constant(text));
    }

    private static DeclarationType type(String text) {
        return DeclarationType.valueOf(constant(text));
    }

    private static String constant(String text) {
        return text.replace('-', '_').toUpperCase(Locale.ROOT);
    }
}
