package uk.gov.education.training.providerapi.store;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;
import static java.util.stream.Collectors.toSet;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import uk.gov.education.training.events.School.Uplift;
import uk.gov.education.training.platform.messaging.Rows;
import uk.gov.education.training.providerapi.domain.participants.SchoolUplift;
import uk.gov.education.training.providerapi.domain.participants.Uplifts;

/** Stores the uplifts of schools, and finds the participants whom they affect. */
@ApplicationScoped
public class SchoolUplifts {

    private static final int ADVISORY_LOCK = 0x0F1E;
    private static final String LOCK = "select pg_advisory_xact_lock($1)";
    private static final String TRY_SHARE = "select pg_try_advisory_xact_lock_shared($1)";
    private static final String AT_URNS = """
            select urn, cohort, pupil_premium, sparsity, cohort::text in (
                select key from facts
                where topic = 'contract-periods' and snapshot::jsonb -> 'uplift_fees_enabled' = 'true') as with_fees
            from school_uplifts where urn = any($1)""";
    private static final String OF_SCHOOLS = """
            select urn, cohort, pupil_premium, sparsity, school_id from school_uplifts where school_id = any($1)""";
    private static final String DELETE = "delete from school_uplifts where school_id = any($1)";
    private static final String INSERT = """
            insert into school_uplifts (school_id, urn, cohort, pupil_premium, sparsity)
            select * from unnest($1::uuid[], $2::text[], $3::integer[], $4::boolean[], $5::boolean[])""";
    private static final String URNS_IN_COHORTS = "select distinct urn from school_uplifts where cohort = any($1)";
    private static final String IN_TRAINING_AT =
            "select distinct participant_id from school_trainings where school_urn = any($1)";

    /** @param settled false if uplifts are being stored now, so that they may change unnoticed */
    public record Found(Uplifts uplifts, boolean settled) {}

    /**
     * Keeps others from storing uplifts, and from storing documents that show them, until the end of this transaction.
     */
    public Uni<Void> lock(SqlConnection tx) {
        return tx.preparedQuery(LOCK).execute(Tuple.of(ADVISORY_LOCK)).replaceWithVoid();
    }

    /**
     * Finds the uplifts of the schools with these URNs. A transaction that stores uplifts holds the lock, and looks for
     * the participants who are affected before its commit. Waiting for it could deadlock, because the participants are
     * locked already.
     */
    public Uni<Found> find(SqlConnection db, Collection<String> urns) {
        return db.preparedQuery(TRY_SHARE)
                .execute(Tuple.of(ADVISORY_LOCK))
                .map(rows -> rows.iterator().next().getBoolean(0))
                .chain(alone -> db.preparedQuery(AT_URNS)
                        .execute(Tuple.of(urns.toArray(String[]::new)))
                        .map(rows -> new Found(uplifts(rows), alone)));
    }

    private static Uplifts uplifts(RowSet<Row> rows) {
        Set<Integer> cohortsWithFees = rows.stream()
                .filter(row -> row.getBoolean("with_fees"))
                .map(row -> row.getInteger("cohort"))
                .collect(toSet());
        Map<String, List<Uplift>> bySchool = rows.stream()
                .collect(groupingBy(row -> row.getString("urn"), mapping(SchoolUplifts::uplift, toList())));
        return new Uplifts(cohortsWithFees, bySchool);
    }

    /** The stored uplifts of these schools. */
    public Uni<Set<SchoolUplift>> ofSchools(SqlConnection tx, Collection<UUID> schoolIds) {
        return tx.preparedQuery(OF_SCHOOLS)
                .execute(Tuple.of(schoolIds.toArray(UUID[]::new)))
                .map(rows -> Rows.set(
                        rows, row -> new SchoolUplift(row.getUUID("school_id"), row.getString("urn"), uplift(row))));
    }

    /** Stores the uplifts of these schools instead of those that are stored. */
    public Uni<Void> replace(SqlConnection tx, Collection<UUID> schoolIds, Set<SchoolUplift> uplifts) {
        return tx.preparedQuery(DELETE)
                .execute(Tuple.of(schoolIds.toArray(UUID[]::new)))
                .chain(() -> tx.preparedQuery(INSERT)
                        .execute(Tuple.of(
                                column(uplifts, SchoolUplift::schoolId).toArray(UUID[]::new),
                                column(uplifts, SchoolUplift::urn).toArray(String[]::new),
                                column(uplifts, each -> each.uplift().cohort()).toArray(Integer[]::new),
                                column(uplifts, each -> each.uplift().pupilPremium())
                                        .toArray(Boolean[]::new),
                                column(uplifts, each -> each.uplift().sparsity())
                                        .toArray(Boolean[]::new))))
                .replaceWithVoid();
    }

    /** The URNs of the schools with an uplift in one of these cohorts. */
    public Uni<Set<String>> urnsInCohorts(SqlConnection tx, Collection<Integer> cohorts) {
        return tx.preparedQuery(URNS_IN_COHORTS)
                .execute(Tuple.of(cohorts.toArray(Integer[]::new)))
                .map(rows -> Rows.set(rows, row -> row.getString(0)));
    }

    /** The participants who are or were in training at a school with one of these URNs. */
    public Uni<Set<UUID>> inTrainingAt(SqlConnection tx, Collection<String> urns) {
        return tx.preparedQuery(IN_TRAINING_AT)
                .execute(Tuple.of(urns.toArray(String[]::new)))
                .map(rows -> Rows.set(rows, row -> row.getUUID(0)));
    }

    private static Uplift uplift(Row row) {
        return new Uplift(row.getInteger("cohort"), row.getBoolean("pupil_premium"), row.getBoolean("sparsity"));
    }

    private static <T> List<T> column(Set<SchoolUplift> uplifts, Function<SchoolUplift, T> value) {
        return uplifts.stream().map(value).toList();
    }
}
