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
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.events.ContractPeriod;
import uk.gov.education.training.events.ContractPeriod.Milestone;
import uk.gov.education.training.events.ContractPeriod.Schedule;
import uk.gov.education.training.events.Json;
import uk.gov.education.training.events.Topics;
import uk.gov.education.training.platform.messaging.FactStore;

/**
 * The contract periods that this service owns. The catalogue is what is published, among the facts; the tables are what
 * this version was shipped with.
 */
@ApplicationScoped
public class StoredContractPeriods {

    private static final int ADVISORY_LOCK = 0x0CA7;
    private static final String LOCK = "select pg_advisory_xact_lock($1)";
    private static final String SHARE = "select pg_advisory_xact_lock_shared($1)";

    private static final String PUBLISHED = "select snapshot from facts where topic = 'contract-periods'";
    private static final String CONTRACT_PERIODS = """
            select year, started_on, finished_on, enabled, payments_frozen_at, mentor_funding_enabled,
                   detailed_evidence_types_enabled, uplift_fees_enabled
            from contract_periods order by year""";
    private static final String MILESTONES = """
            select year, identifier, declaration_type::text, start_date, milestone_date
            from schedules left join milestones using (year, identifier)
            order by year, identifier, milestones.declaration_type""";

    private final FactStore factStore;

    StoredContractPeriods(FactStore factStore) {
        this.factStore = factStore;
    }

    /**
     * Makes this transaction the only one that publishes contract periods, and begins once every decision that saw the
     * old ones is committed. To be called before any key is locked, because decisions ask for it after theirs.
     */
    public Uni<Void> lock(SqlConnection tx) {
        return tx.preparedQuery(LOCK).execute(Tuple.of(ADVISORY_LOCK)).replaceWithVoid();
    }

    /** The published contract periods of these years, which stay as they are until this transaction ends. */
    public Uni<Map<Integer, ContractPeriod>> published(SqlConnection tx, Collection<Integer> years) {
        return tx.preparedQuery(SHARE)
                .execute(Tuple.of(ADVISORY_LOCK))
                .chain(() ->
                        factStore.load(tx, years.stream().map(String::valueOf).toList(), Topics.CONTRACT_PERIODS))
                .map(held -> held.values().stream()
                        .flatMap(year -> year.snapshot(Topics.CONTRACT_PERIODS).stream())
                        .collect(toMap(ContractPeriod::year, identity())));
    }

    /** The catalogue: all published contract periods with their schedules, oldest first. */
    public Uni<List<ContractPeriod>> contractPeriods(SqlClient db) {
        return db.query(PUBLISHED).execute().map(rows -> stream(rows)
                .map(row -> contractPeriod(row.getString(0)))
                .sorted(comparingInt(ContractPeriod::year))
                .toList());
    }

    private static ContractPeriod contractPeriod(String snapshot) {
        return Json.read(snapshot, ContractPeriod.class);
    }

    /** The contract periods that the migrations brought, oldest first. */
    public Uni<List<ContractPeriod>> shipped(SqlClient db) {
        return schedules(db)
                .chain(schedules -> db.query(CONTRACT_PERIODS).execute().map(rows -> stream(rows)
                        .map(row -> contractPeriod(row, schedules.getOrDefault(row.getInteger(0), Map.of())))
                        .toList()));
    }

    /** By year and identifier. */
    private static Uni<Map<Integer, Map<String, List<Milestone>>>> schedules(SqlClient db) {
        return db.query(MILESTONES).execute().map(rows -> {
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

    private static Stream<Row> stream(Iterable<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false);
    }
}
