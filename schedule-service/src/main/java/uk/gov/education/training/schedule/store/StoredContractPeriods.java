package uk.gov.education.training.schedule.store;

import static java.util.Comparator.comparingInt;
import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toMap;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.events.ContractPeriod;
import uk.gov.education.training.events.ContractPeriod.Milestone;
import uk.gov.education.training.events.ContractPeriod.Schedule;
import uk.gov.education.training.events.ContractPeriodChange;
import uk.gov.education.training.events.Json;
import uk.gov.education.training.events.Topics;
import uk.gov.education.training.platform.messaging.Cause;
import uk.gov.education.training.platform.messaging.Decision;
import uk.gov.education.training.platform.messaging.FactStore;
import uk.gov.education.training.platform.messaging.Rows;

/**
 * The contract periods, which this service owns. The published ones are among the facts. The tables have those that
 * this version of the service ships.
 */
@ApplicationScoped
public class StoredContractPeriods {

    private static final int ADVISORY_LOCK = 0x0CA7;
    private static final String LOCK = "select pg_advisory_xact_lock($1)";
    private static final String LOCK_FOR_SHARE = "select pg_advisory_xact_lock_shared($1)";

    private static final String PUBLISHED = "select snapshot from facts where topic = 'contract-periods'";
    private static final String SHIPPED = """
            select year, started_on, finished_on, enabled, payments_frozen_at, mentor_funding_enabled,
                   detailed_evidence_types_enabled, uplift_fees_enabled
            from contract_periods order by year""";
    private static final String SHIPPED_MILESTONES = """
            select year, identifier, declaration_type::text, start_date, milestone_date
            from schedules left join milestones using (year, identifier)
            order by year, identifier, milestones.declaration_type""";

    private final FactStore factStore;

    StoredContractPeriods(FactStore factStore) {
        this.factStore = factStore;
    }

    /**
     * Makes this transaction the only one that changes contract periods, and waits for all decisions that used the old
     * ones. Call it before any key is locked, because decisions ask for this lock after theirs.
     */
    public Uni<Void> lock(SqlConnection tx) {
        return tx.preparedQuery(LOCK).execute(Tuple.of(ADVISORY_LOCK)).replaceWithVoid();
    }

    /** Finds published contract periods by year. They do not change until this transaction ends. */
    public Uni<Map<Integer, ContractPeriod>> lockForShare(SqlConnection tx, Collection<Integer> years) {
        return tx.preparedQuery(LOCK_FOR_SHARE)
                .execute(Tuple.of(ADVISORY_LOCK))
                .chain(() ->
                        factStore.load(tx, years.stream().map(String::valueOf).toList(), Topics.CONTRACT_PERIODS))
                .map(facts -> facts.values().stream()
                        .flatMap(year -> year.snapshot(Topics.CONTRACT_PERIODS).stream())
                        .collect(toMap(ContractPeriod::year, identity())));
    }

    /** Lists the published contract periods with their schedules, oldest first. */
    public Uni<List<ContractPeriod>> list(SqlClient db) {
        return db.query(PUBLISHED)
                .execute()
                .map(rows -> Rows.list(rows, row -> Json.read(row.getString(0), ContractPeriod.class)).stream()
                        .sorted(comparingInt(ContractPeriod::year))
                        .toList());
    }

    /** Saves a contract period and publishes the change. */
    public Uni<Void> save(SqlConnection tx, ContractPeriod period, ContractPeriodChange change, Cause cause) {
        String key = String.valueOf(period.year());
        return save(tx, Map.of(key, new Decision<>(period, List.of(change))), Map.of(key, cause));
    }

    /** Saves contract periods and publishes their changes, by key. */
    public Uni<Void> save(
            SqlConnection tx,
            Map<String, Decision<ContractPeriodChange, ContractPeriod>> decisions,
            Map<String, Cause> causes) {
        return factStore
                .lock(tx, decisions.keySet())
                .chain(() -> factStore.load(tx, decisions.keySet(), Topics.CONTRACT_PERIODS))
                .chain(facts -> factStore.saveDecisions(tx, Topics.CONTRACT_PERIODS, facts, decisions, causes));
    }

    /** Lists the contract periods that this version ships, oldest first. */
    public Uni<List<ContractPeriod>> listShipped(SqlClient db) {
        return shippedSchedules(db).chain(schedules -> db.query(SHIPPED)
                .execute()
                .map(rows -> Rows.list(
                        rows, row -> contractPeriod(row, schedules.getOrDefault(row.getInteger(0), Map.of())))));
    }

    /** Returns the milestones by year and schedule identifier. */
    private static Uni<Map<Integer, Map<String, List<Milestone>>>> shippedSchedules(SqlClient db) {
        return db.query(SHIPPED_MILESTONES).execute().map(rows -> {
            Map<Integer, Map<String, List<Milestone>>> schedules = new LinkedHashMap<>();
            rows.forEach(row -> {
                List<Milestone> milestones = schedules
                        .computeIfAbsent(row.getInteger(0), year -> new LinkedHashMap<>())
                        .computeIfAbsent(row.getString(1), identifier -> new ArrayList<>());
                if (row.getString(2) != null) {
                    milestones.add(new Milestone(row.getString(2), row.getLocalDate(3), row.getLocalDate(4)));
                }
            });
            return schedules;
        });
    }

    private static ContractPeriod contractPeriod(Row row, Map<String, List<Milestone>> schedules) {
        return new ContractPeriod(
                row.getInteger(0),
                row.getLocalDate(1),
                row.getLocalDate(2),
                row.getBoolean(3),
                instant(row.getOffsetDateTime(4)),
                row.getBoolean(5),
                row.getBoolean(6),
                row.getBoolean(7),
                schedules.entrySet().stream()
                        .map(schedule -> new Schedule(schedule.getKey(), schedule.getValue()))
                        .toList());
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime time) {
        return time == null ? null : time.toInstant();
    }
}
