package uk.gov.education.training.providerapi.store;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowIterator;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import uk.gov.education.training.providerapi.domain.ratelimit.RateLimit;
import uk.gov.education.training.providerapi.domain.ratelimit.RateLimit.PermitGrant;
import uk.gov.education.training.providerapi.domain.ratelimit.RateLimit.PermitRequest;
import uk.gov.education.training.providerapi.domain.ratelimit.RateLimit.Usage;

/** Stores how much of its limit each token has used, over all instances. A token's row is the lock. */
@ApplicationScoped
public class RateLimitUsage {

    // Returns values that were read after the row was locked. The time may be older, which only makes a permit end
    // sooner.
    private static final String LOCK = """
            select slots, admitted, prefetch_slot, (extract(epoch from clock_timestamp()) * 1000)::bigint
            from rate_limit_usage where token_id = $1 for update""";
    private static final String INSERT = "insert into rate_limit_usage (token_id) values ($1) on conflict do nothing";
    private static final String WRITE =
            "update rate_limit_usage set slots = $2, admitted = $3, prefetch_slot = $4 where token_id = $1";

    private final Pool pool;

    RateLimitUsage(Pool pool) {
        this.pool = pool;
    }

    public Uni<PermitGrant> grant(UUID tokenId, RateLimit limit, PermitRequest request) {
        return pool.withTransaction(connection -> locked(connection, tokenId).chain(row -> {
            PermitGrant grant = limit.grant(usage(row), request, row.getLong(3));
            return write(connection, tokenId, grant.after()).replaceWith(grant);
        }));
    }

    private static Uni<Row> locked(SqlConnection connection, UUID tokenId) {
        return lock(connection, tokenId)
                .chain(rows -> rows.hasNext()
                        ? Uni.createFrom().item(rows.next())
                        : connection
                                .preparedQuery(INSERT)
                                .execute(Tuple.of(tokenId))
                                .chain(() -> lock(connection, tokenId))
                                .map(RowIterator::next));
    }

    private static Uni<RowIterator<Row>> lock(SqlConnection connection, UUID tokenId) {
        return connection.preparedQuery(LOCK).execute(Tuple.of(tokenId)).map(rows -> rows.iterator());
    }

    private static Uni<?> write(SqlConnection connection, UUID tokenId, Usage usage) {
        Long[] slots = usage.admitted().keySet().toArray(Long[]::new);
        Integer[] admitted = usage.admitted().values().toArray(Integer[]::new);
        return connection.preparedQuery(WRITE).execute(Tuple.of(tokenId, slots, admitted, usage.prefetchSlot()));
    }

    private static Usage usage(Row row) {
        Long[] slots = row.getArrayOfLongs(0);
        Integer[] counts = row.getArrayOfIntegers(1);
        SortedMap<Long, Integer> admitted = new TreeMap<>();
        for (int i = 0; i < slots.length; i++) {
            admitted.put(slots[i], counts[i]);
        }
        return new Usage(admitted, row.getLong(2));
    }
}
