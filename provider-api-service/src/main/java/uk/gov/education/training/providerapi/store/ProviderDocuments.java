package uk.gov.education.training.providerapi.store;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import uk.gov.education.training.events.Json;
import uk.gov.education.training.platform.messaging.Rows;

/** Stores the documents that lead providers see. */
@ApplicationScoped
public class ProviderDocuments {

    private static final String OF_SUBJECTS = """
            select lead_provider_id, kind, id, subject, document, position, updated_at, next_change_on, tags
            from provider_documents where subject = any($1) and document is not null""";
    private static final String ONE = """
            select document, id, subject, updated_at from provider_documents
            where id = $1 and kind = $2 and lead_provider_id = $3 and document is not null""";
    private static final String NEXT_UPDATED_AT = """
            insert into provider_update_clocks (lead_provider_id, updated_at, changes)
            select id, clock_timestamp() + count * interval '1 microsecond', count
            from unnest($1::uuid[], $2::bigint[]) as changed (id, count)
            on conflict (lead_provider_id) do update set
                updated_at = greatest(provider_update_clocks.updated_at, clock_timestamp())
                    + excluded.changes * interval '1 microsecond',
                changes = provider_update_clocks.changes + excluded.changes
            returning lead_provider_id, updated_at""";
    private static final String WRITE = """
            insert into provider_documents
                (lead_provider_id, kind, id, subject, document, position, updated_at, next_change_on, tags, historic_tags)
            select lead_provider_id, kind, id, subject, document, position, updated_at, next_change_on, has, has
            from unnest($1::uuid[], $2::text[], $3::uuid[], $4::uuid[], $5::text[], $6::timestamptz[],
                        $7::timestamptz[], $8::date[], $9::text[])
                as written (lead_provider_id, kind, id, subject, document, position, updated_at, next_change_on, tags),
                lateral (select array(select jsonb_array_elements_text(tags::jsonb))) as tagged (has)
            on conflict (id, kind, lead_provider_id) do update set
                subject = excluded.subject,
                document = excluded.document,
                position = excluded.position,
                updated_at = excluded.updated_at,
                next_change_on = excluded.next_change_on,
                tags = excluded.tags,
                historic_tags = case when provider_documents.historic_tags @> excluded.tags then provider_documents.historic_tags
                    else provider_documents.historic_tags || excluded.tags end""";
    private static final String REMOVE = """
            update provider_documents set document = null, tags = '{}', next_change_on = null
            where (id, kind, lead_provider_id, subject) in
                (select * from unnest($1::uuid[], $2::text[], $3::uuid[], $4::uuid[]))""";
    private static final String DUE = """
            select distinct subject from provider_documents
            where next_change_on <= $1 and kind <> 'partnership' and subject > $2
            order by subject limit $3""";

    private final Pool pool;

    ProviderDocuments(Pool pool) {
        this.pool = pool;
    }

    /** A document in a list. */
    public record ListedDocument(String json, UUID id, UUID subject, Instant updatedAt) {}

    /** Finds the documents about these subjects, of all lead providers. */
    public Uni<List<ProviderDocument>> ofSubjects(SqlConnection tx, Collection<UUID> subjects) {
        return tx.preparedQuery(OF_SUBJECTS)
                .execute(Tuple.of(subjects.toArray(UUID[]::new)))
                .map(rows -> Rows.list(rows, row -> document(row)));
    }

    public Uni<Optional<ListedDocument>> find(UUID leadProviderId, DocumentKind kind, UUID id) {
        return find(pool, leadProviderId, kind, id);
    }

    /** Finds a document by a connection, or a pool. */
    public Uni<Optional<ListedDocument>> find(SqlClient client, UUID leadProviderId, DocumentKind kind, UUID id) {
        return client.preparedQuery(ONE)
                .execute(Tuple.of(id, kind.type(), leadProviderId))
                .map(rows -> Rows.first(rows, row -> listed(row)));
    }

    /** Finds one page of a list. */
    public Uni<List<ListedDocument>> page(UUID leadProviderId, DocumentKind kind, DocumentQuery documentQuery) {
        DocumentQuery.Statement statement = DocumentQuery.Statement.of(leadProviderId, kind, documentQuery);
        return pool.preparedQuery(statement.sql())
                .execute(statement.parameters())
                .map(found -> {
                    List<ListedDocument> page = new ArrayList<>(found.size());
                    found.forEach(row -> page.add(listed(row)));
                    return page;
                });
    }

    /**
     * Takes the next {@code updated_at} values of each provider, as many as it has changes, and locks the provider
     * until the commit. The value returned is the last of them; the others are a microsecond apart before it.
     */
    public Uni<Map<UUID, Instant>> nextUpdatedAt(SqlConnection tx, Map<UUID, Long> changes) {
        // Always in the same order, so that two transactions cannot deadlock.
        TreeMap<UUID, Long> ordered = new TreeMap<>(changes);
        return tx.preparedQuery(NEXT_UPDATED_AT)
                .execute(Tuple.of(
                        ordered.keySet().toArray(UUID[]::new), ordered.values().toArray(Long[]::new)))
                .map(rows -> {
                    Map<UUID, Instant> last = new HashMap<>();
                    rows.forEach(row ->
                            last.put(row.getUUID(0), row.getOffsetDateTime(1).toInstant()));
                    return last;
                });
    }

    public Uni<Void> write(SqlConnection tx, List<ProviderDocument> documents) {
        if (documents.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return tx.preparedQuery(WRITE)
                .execute(Tuple.from(List.<Object>of(
                        documents.stream().map(ProviderDocument::leadProviderId).toArray(UUID[]::new),
                        documents.stream().map(d -> d.kind().type()).toArray(String[]::new),
                        documents.stream().map(ProviderDocument::id).toArray(UUID[]::new),
                        documents.stream().map(ProviderDocument::subject).toArray(UUID[]::new),
                        documents.stream().map(ProviderDocument::json).toArray(String[]::new),
                        documents.stream().map(d -> utc(d.position())).toArray(OffsetDateTime[]::new),
                        documents.stream().map(d -> utc(d.updatedAt())).toArray(OffsetDateTime[]::new),
                        documents.stream().map(ProviderDocument::nextChangeOn).toArray(LocalDate[]::new),
                        // an array of arrays of different lengths can't be a parameter
                        documents.stream()
                                .map(d -> Json.MAPPER.valueToTree(d.tags()).toString())
                                .toArray(String[]::new))))
                .replaceWithVoid();
    }

    /**
     * Empties documents, unless they are about another subject by now. Their rows stay, because lists of changes count
     * them.
     */
    public Uni<Void> remove(SqlConnection tx, Collection<ProviderDocument> documents) {
        if (documents.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return tx.preparedQuery(REMOVE)
                .execute(Tuple.of(
                        documents.stream().map(ProviderDocument::id).toArray(UUID[]::new),
                        documents.stream().map(d -> d.kind().type()).toArray(String[]::new),
                        documents.stream().map(ProviderDocument::leadProviderId).toArray(UUID[]::new),
                        documents.stream().map(ProviderDocument::subject).toArray(UUID[]::new)))
                .replaceWithVoid();
    }

    /** Finds the next participants, in order, whose documents the calendar may have changed by that day. */
    public Uni<List<UUID>> dueParticipants(LocalDate today, UUID after, int limit) {
        return pool.preparedQuery(DUE)
                .execute(Tuple.of(today, after, limit))
                .map(rows -> Rows.list(rows, row -> row.getUUID(0)));
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    private static ListedDocument listed(Row row) {
        return new ListedDocument(
                row.getString(0),
                row.getUUID(1),
                row.getUUID(2),
                row.getOffsetDateTime(3).toInstant());
    }

    private static ProviderDocument document(Row row) {
        return new ProviderDocument(
                row.getUUID(0),
                DocumentKind.of(row.getString(1)),
                row.getUUID(2),
                row.getUUID(3),
                row.getString(4),
                row.getOffsetDateTime(5).toInstant(),
                row.getOffsetDateTime(6).toInstant(),
                row.getLocalDate(7),
                Set.copyOf(List.of(row.getArrayOfStrings(8))));
    }
}
