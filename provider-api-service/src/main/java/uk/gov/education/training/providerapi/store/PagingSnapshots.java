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
 * Stores the newest change that the later pages of a list may show. Needed if a client follows changes in an order in
 * which a change moves records between pages. Without it, the client could receive a change that is newer than a record
 * that it has not received, continue from there and never receive that record.
 *
 * <p>A snapshot belongs to a token and a query. A request for a first page starts a new one.
 */
@ApplicationScoped
public class PagingSnapshots {

    private static final String NEWEST = """
            (select coalesce(max(updated_at), clock_timestamp()) from provider_update_clocks where lead_provider_id = $3)""";
    private static final String START = """
            with deleted as (
                delete from paging_snapshots where (token_id, query) in
                    (select token_id, query from paging_snapshots
                     where started_at < now() - interval '1 day' and (token_id, query) <> ($1, $2)
                     limit 100 for update skip locked))
            insert into paging_snapshots (token_id, query, up_to, started_at) values ($1, $2, %s, now())
            on conflict (token_id, query) do update set up_to = excluded.up_to, started_at = excluded.started_at
            returning up_to""".formatted(NEWEST);
    /**
     * Without a first page, as when a client asks for the second page first, takes the newest change and stores
     * nothing.
     */
    private static final String CONTINUE = """
            select coalesce((select up_to from paging_snapshots where token_id = $1 and query = $2), %s)""".formatted(NEWEST);

    private final Pool pool;

    PagingSnapshots(Pool pool) {
        this.pool = pool;
    }

    /** Limits a query to the snapshot that its page belongs to. */
    public Uni<DocumentQuery> within(
            UUID tokenId, UUID leadProviderId, DocumentKind kind, DocumentQuery documentQuery) {
        if (!documentQuery.isMovedByChanges()) {
            return Uni.createFrom().item(documentQuery);
        }
        return pool.preparedQuery(documentQuery.offset() == 0 ? START : CONTINUE)
                .execute(Tuple.of(tokenId, documentQuery.fingerprint(kind), leadProviderId))
                .map(PagingSnapshots::time)
                .map(documentQuery::upTo);
    }

    private static Instant time(RowSet<Row> rows) {
        return rows.iterator().next().getOffsetDateTime(0).toInstant();
    }
}
