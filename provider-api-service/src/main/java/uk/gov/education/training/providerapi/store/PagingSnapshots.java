package uk.gov.education.training.providerapi.store;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.UUID;

/**
 * Up to which change a client's reading goes: its pages together show what had changed when its first page was asked
 * for. A client whose pages each showed another moment would be given a change that is newer than one that it is not
 * given, go on from there, and never be given that one.
 *
 * <p>A reading is known by its token and its query. Who asks for a first page again begins anew.
 */
@ApplicationScoped
public class PagingSnapshots {

    private static final String NEWEST = """
            (select coalesce(max(updated_at), clock_timestamp()) from provider_clocks where lead_provider_id = $3)""";
    private static final String BEGIN = """
            with forgotten as (
                delete from paged_readings where (token_id, query) in
                    (select token_id, query from paged_readings
                     where begun_at < now() - interval '1 day' and (token_id, query) <> ($1, $2)
                     limit 100 for update skip locked))
            insert into paged_readings (token_id, query, up_to, begun_at) values ($1, $2, %s, now())
            on conflict (token_id, query) do update set up_to = excluded.up_to, begun_at = excluded.begun_at
            returning up_to""".formatted(NEWEST);
    /** Where nobody began, as by asking for the second page first, it begins here and is not remembered. */
    private static final String GO_ON = """
            select coalesce((select up_to from paged_readings where token_id = $1 and query = $2), %s)""".formatted(NEWEST);

    private final Pool pool;

    PagingSnapshots(Pool pool) {
        this.pool = pool;
    }

    /** The documentQuery as the reading that it is a page of sees it. */
    public Uni<DocumentQuery> within(UUID tokenId, UUID leadProviderId, DocumentKind kind, DocumentQuery documentQuery) {
        if (!documentQuery.isMovedByChanges()) {
            return Uni.createFrom().item(documentQuery);
        }
        return pool.preparedQuery(documentQuery.offset() == 0 ? BEGIN : GO_ON)
                .execute(Tuple.of(tokenId, documentQuery.reading(kind), leadProviderId))
                .map(PagingSnapshots::time)
                .map(documentQuery::upTo);
    }

    private static Instant time(RowSet<Row> rows) {
        return rows.iterator().next().getOffsetDateTime(0).toInstant();
    }
}
