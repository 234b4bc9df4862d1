package uk.gov.education.training.funding.store;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import io.vertx.sqlclient.data.Numeric;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.funding.domain.contracts.Band;
import uk.gov.education.training.funding.domain.contracts.BandTerms;
import uk.gov.education.training.funding.domain.contracts.BandedTerms;
import uk.gov.education.training.funding.domain.contracts.Contract;
import uk.gov.education.training.funding.domain.contracts.ContractTerms.Ecf;
import uk.gov.education.training.funding.domain.contracts.ContractTerms.IttecfEctp;
import uk.gov.education.training.funding.domain.contracts.FlatRateTerms;
import uk.gov.education.training.platform.messaging.Rows;

/** Stores contracts with their bands. */
@ApplicationScoped
public class Contracts {

    // Reads bands as arrays, in the order in which they fill.
    private static final String SELECT = """
            select c.id, c.lead_provider_id, c.cohort, c.contract_type, c.vat_rate, c.vat_registered,
                   c.recruitment_target, c.uplift_fee, c.setup_fee, c.monthly_service_fee, c.mentor_target, c.mentor_fee,
                   array(select capacity from bands where contract_id = c.id order by allocation_order),
                   array(select fee_per_declaration from bands where contract_id = c.id order by allocation_order),
                   array(select output_fee_ratio from bands where contract_id = c.id order by allocation_order),
                   array(select service_fee_ratio from bands where contract_id = c.id order by allocation_order)
            from contracts c
            """;
    private static final String FIND = SELECT + "where c.id = $1";
    // "no key update" does not block inserts that reference the contract. The row is read after the lock, to see the
    // latest terms.
    private static final String LOCK = "select id from contracts where id = $1 for no key update";
    private static final String LOCK_NEXT_QUEUED = """
            select c.id from recalculation_queue s join contracts c on c.id = s.contract_id
            where s.changed_at < clock_timestamp() - $1::int * interval '1 millisecond'
               or s.since < clock_timestamp() - $2::int * interval '1 millisecond'
            order by s.since limit 1 for no key update of c skip locked""";
    private static final String SEARCH = SELECT + """
            where ($1::uuid is null or c.lead_provider_id = $1) and ($2::int is null or c.cohort = $2)
            order by c.cohort, c.lead_provider_id limit $3 offset $4""";
    private static final String INSERT = """
            insert into contracts (id, lead_provider_id, cohort, contract_type, vat_rate, vat_registered,
                recruitment_target, uplift_fee, setup_fee, monthly_service_fee, mentor_target, mentor_fee)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) on conflict do nothing""";
    private static final String UPDATE = """
            update contracts set vat_rate = $2, vat_registered = $3, recruitment_target = $4, uplift_fee = $5,
                setup_fee = $6, monthly_service_fee = $7, mentor_target = $8, mentor_fee = $9
            where id = $1""";
    private static final String PUT_BANDS = """
            insert into bands
                (contract_id, allocation_order, capacity, fee_per_declaration, output_fee_ratio, service_fee_ratio)
            select $1, * from unnest($2::int[], $3::int[], $4::numeric[], $5::numeric[], $6::numeric[])
            on conflict (contract_id, allocation_order) do update set capacity = excluded.capacity,
                fee_per_declaration = excluded.fee_per_declaration, output_fee_ratio = excluded.output_fee_ratio,
                service_fee_ratio = excluded.service_fee_ratio""";

    public Uni<Optional<Contract>> find(SqlClient db, UUID id) {
        return db.preparedQuery(FIND).execute(Tuple.of(id)).map(rows -> Rows.first(rows, Contracts::contract));
    }

    /** Locks the contract against other changes, and against other calculations of its statements. */
    public Uni<Optional<Contract>> lock(SqlConnection tx, UUID id) {
        return tx.preparedQuery(LOCK).execute(Tuple.of(id)).chain(locked -> find(tx, id));
    }

    /**
     * Locks the next contract of the recalculation queue that has not changed for a while, or has waited for long.
     * Skips contracts that another transaction has locked.
     */
    public Uni<Optional<UUID>> lockNextQueued(SqlConnection tx, int unchangedForMillis, int longestWaitMillis) {
        return tx.preparedQuery(LOCK_NEXT_QUEUED)
                .execute(Tuple.of(unchangedForMillis, longestWaitMillis))
                .map(rows -> Rows.first(rows, row -> row.getUUID(0)));
    }

    public Uni<List<Contract>> search(
            SqlClient db, @Nullable UUID leadProviderId, @Nullable Integer cohort, int limit, long offset) {
        return db.preparedQuery(SEARCH)
                .execute(Tuple.tuple()
                        .addValue(leadProviderId)
                        .addValue(cohort)
                        .addValue(limit)
                        .addValue(offset))
                .map(rows -> Rows.list(rows, Contracts::contract));
    }

    /** @return whether the contract was added; false if the lead provider has a contract in this cohort already */
    public Uni<Boolean> insert(SqlConnection tx, Contract contract) {
        Tuple values = Tuple.tuple()
                .addValue(contract.id())
                .addValue(contract.leadProviderId())
                .addValue(contract.cohort())
                .addValue(contract.type().name().toLowerCase(Locale.ROOT));
        return tx.preparedQuery(INSERT)
                .execute(addTerms(values, contract))
                .chain(inserted -> inserted.rowCount() == 0
                        ? Uni.createFrom().item(false)
                        : putBands(tx, contract).replaceWith(true));
    }

    public Uni<Void> update(SqlConnection tx, Contract contract) {
        return tx.preparedQuery(UPDATE)
                .execute(addTerms(Tuple.of(contract.id()), contract))
                .chain(() -> putBands(tx, contract));
    }

    private static Tuple addTerms(Tuple values, Contract contract) {
        BandedTerms banded = contract.banded();
        Optional<FlatRateTerms> mentors = mentors(contract);
        return values.addValue(contract.terms().vatRate())
                .addValue(contract.vatRegistered())
                .addValue(banded.recruitmentTarget())
                .addValue(banded.upliftFeePerDeclaration())
                .addValue(banded.setupFee())
                .addValue(banded.monthlyServiceFee())
                .addValue(mentors.map(FlatRateTerms::recruitmentTarget).orElse(null))
                .addValue(mentors.map(FlatRateTerms::feePerDeclaration).orElse(null));
    }

    private static Uni<Void> putBands(SqlConnection tx, Contract contract) {
        List<BandTerms> bands = contract.banded().bands();
        return tx.preparedQuery(PUT_BANDS)
                .execute(Tuple.tuple()
                        .addValue(contract.id())
                        .addValue(bands.stream()
                                .map(terms -> terms.band().allocationOrder())
                                .toArray(Integer[]::new))
                        .addValue(bands.stream()
                                .map(terms -> terms.band().capacity())
                                .toArray(Integer[]::new))
                        .addValue(amounts(bands.stream().map(BandTerms::feePerDeclaration)))
                        .addValue(amounts(bands.stream().map(BandTerms::outputFeeRatio)))
                        .addValue(amounts(bands.stream().map(BandTerms::serviceFeeRatio))))
                .replaceWithVoid();
    }

    private static Numeric[] amounts(Stream<BigDecimal> amounts) {
        return amounts.map(Numeric::create).toArray(Numeric[]::new);
    }

    private static Optional<FlatRateTerms> mentors(Contract contract) {
        return switch (contract.terms()) {
            case Ecf ecf -> Optional.empty();
            case IttecfEctp ittecf -> Optional.of(ittecf.mentors());
        };
    }

    private static Contract contract(Row row) {
        BandedTerms banded = new BandedTerms(
                row.getInteger(6), row.getBigDecimal(7), row.getBigDecimal(9), row.getBigDecimal(8), bands(row));
        BigDecimal vatRate = row.getBigDecimal(4);
        @Nullable BigDecimal mentorFee = row.getBigDecimal(11);
        return new Contract(
                row.getUUID(0),
                row.getUUID(1),
                row.getInteger(2),
                mentorFee == null
                        ? new Ecf(banded, vatRate)
                        : new IttecfEctp(banded, new FlatRateTerms(row.getInteger(10), mentorFee), vatRate),
                row.getBoolean(5));
    }

    private static List<BandTerms> bands(Row row) {
        Integer[] capacities = row.getArrayOfIntegers(12);
        Numeric[] fees = row.getArrayOfNumerics(13);
        Numeric[] outputs = row.getArrayOfNumerics(14);
        Numeric[] services = row.getArrayOfNumerics(15);
        List<BandTerms> bands = new ArrayList<>();
        for (int i = 0; i < capacities.length; i++) {
            bands.add(new BandTerms(
                    new Band(i + 1, capacities[i]),
                    fees[i].bigDecimalValue(),
                    outputs[i].bigDecimalValue(),
                    services[i].bigDecimalValue()));
        }
        return bands;
    }
}
