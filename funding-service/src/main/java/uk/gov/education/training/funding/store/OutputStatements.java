package uk.gov.education.training.funding.store;

import static java.util.stream.Collectors.toMap;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import uk.gov.education.training.events.Statement.StatementStatus;
import uk.gov.education.training.funding.domain.contracts.ContractKey;
import uk.gov.education.training.funding.domain.declarations.OutputStatement;

/** Reads the output statements, which pay for declarations and claw them back. */
@ApplicationScoped
public class OutputStatements {

    private static final String FROM = """
            from statements join contracts on contracts.id = statements.contract_id
            join unnest($1::uuid[], $2::integer[]) as wanted (lead_provider_id, cohort) using (lead_provider_id, cohort)
            where fee_type = 'output'
            """;
    // The lock may wait for a change of status, so the status is read by a second query.
    private static final String LOCK =
            "select statements.id " + FROM + " and status <> 'paid' order by statements.id for share of statements";
    private static final String READ =
            "select lead_provider_id, cohort, statements.id, contract_id, status, deadline_date " + FROM;

    private static final Map<String, StatementStatus> STATUSES = Arrays.stream(StatementStatus.values())
            .collect(toMap(status -> status.name().toLowerCase(Locale.ROOT), status -> status));

    /**
     * Locks the output statements of contracts, so that none becomes payable or paid before this transaction ends. The
     * keys of the participants must be locked first: a transaction that changes a statement's status locks the
     * statement for update, and locks no participant's key after it.
     */
    public Uni<Map<ContractKey, List<OutputStatement>>> lockForShare(
            SqlConnection tx, Collection<ContractKey> contracts) {
        if (contracts.isEmpty()) {
            return Uni.createFrom().item(Map.of());
        }
        Tuple wanted = Tuple.of(ContractKey.leadProviders(contracts), ContractKey.cohorts(contracts));
        return tx.preparedQuery(LOCK)
                .execute(wanted)
                .chain(() -> tx.preparedQuery(READ).execute(wanted))
                .map(rows -> {
                    Map<ContractKey, List<OutputStatement>> statements = new HashMap<>();
                    rows.forEach(row -> statements
                            .computeIfAbsent(
                                    new ContractKey(row.getUUID(0), row.getInteger(1)), key -> new ArrayList<>())
                            .add(statement(row)));
                    return statements;
                });
    }

    private static OutputStatement statement(Row row) {
        return new OutputStatement(row.getUUID(2), row.getUUID(3), STATUSES.get(row.getString(4)), row.getLocalDate(5));
    }
}
