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
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import uk.gov.education.training.providerapi.store.ProviderDocument.FoundBy;

/** The provider view in the database. */
@ApplicationScoped
public class ProviderDocuments {

    private static final String COLUMNS =
            "lead_provider_id, participant_id, document, created_at, updated_at, next_change_on, cohorts,"
                    + " training_statuses, former_ids";
    private static final String OF_PARTICIPANTS =
            "select " + COLUMNS + " from provider_participants where participant_id = any($1)";
    private static final String ONE =
            "select " + COLUMNS + " from provider_participants where participant_id = $1 and lead_provider_id = $2";
    private static final String TICK = """
            insert into provider_clocks (lead_provider_id, updated_at, changes)
            select id, clock_timestamp() + count * interval '1 microsecond', count
            from unnest($1::uuid[], $2::bigint[]) as changed (id, count)
            on conflict (lead_provider_id) do update set
                updated_at = greatest(provider_clocks.updated_at, clock_timestamp())
                    + excluded.changes * interval '1 microsecond',
                changes = provider_clocks.changes + excluded.changes
            returning lead_provider_id, updated_at""";
    private static final String WRITE = """
            insert into provider_participants
                (lead_provider_id, participant_id, document, created_at, updated_at, next_change_on,
                 cohorts, training_statuses, former_ids)
            select lead_provider_id, participant_id, document, created_at, updated_at, next_change_on,
                   cohorts::text[], training_statuses::text[], former_ids::text[]
            from unnest($1::uuid[], $2::uuid[], $3::text[], $4::timestamptz[], $5::timestamptz[], $6::date[],
                        $7::text[], $8::text[], $9::text[])
                as written (lead_provider_id, participant_id, document, created_at, updated_at, next_change_on,
                            cohorts, training_statuses, former_ids)
            on conflict (participant_id, lead_provider_id) do update set
                document = excluded.document,
                created_at = excluded.created_at,
                updated_at = excluded.updated_at,
                next_change_on = excluded.next_change_on,
                cohorts = excluded.cohorts,
                training_statuses = excluded.training_statuses,
                former_ids = excluded.former_ids""";
    private static final String REMOVE = """
            delete from provider_participants where (lead_provider_id, participant_id) in
                (select * from unnest($1::uuid[], $2::uuid[]))""";
    private static final String DUE =
            "select distinct participant_id from provider_participants where next_change_on <= $1 limit $2";

    private final Pool pool;

    ProviderDocuments(Pool pool) {
        this.pool = pool;
    }

    /** One line of a list. */
    public record Listed(String json, UUID participantId, Instant updatedAt) {}

    /** What each lead provider holds of these participants. */
    public Uni<List<ProviderDocument>> of(SqlConnection tx, Collection<UUID> participantIds) {
        return tx.preparedQuery(OF_PARTICIPANTS)
                .execute(Tuple.of(participantIds.toArray(UUID[]::new)))
                .map(rows -> {
                    List<ProviderDocument> documents = new ArrayList<>();
                    rows.forEach(row -> documents.add(document(row)));
                    return documents;
                });
    }

    public Uni<Optional<ProviderDocument>> find(UUID leadProviderId, UUID participantId) {
        return find(pool, leadProviderId, participantId);
    }

    /** Likewise, in a transaction. */
    public Uni<Optional<ProviderDocument>> find(SqlClient client, UUID leadProviderId, UUID participantId) {
        return client.preparedQuery(ONE)
                .execute(Tuple.of(participantId, leadProviderId))
                .map(rows -> {
                    for (Row row : rows) {
                        return Optional.of(document(row));
                    }
                    return Optional.empty();
                });
    }

    /** One page of a list. */
    public Uni<List<Listed>> page(UUID leadProviderId, Search search) {
        Search.Statement statement = Search.Statement.of(leadProviderId, search);
        return pool.preparedQuery(statement.sql())
                .execute(statement.parameters())
                .map(found -> {
                    List<Listed> page = new ArrayList<>(found.size());
                    found.forEach(row -> page.add(new Listed(
                            row.getString(0),
                            row.getUUID(1),
                            row.getOffsetDateTime(2).toInstant())));
                    return page;
                });
    }

    /**
     * Takes the next {@code updated_at} values of each provider, as many as it has changes, and holds the provider
     * until the commit. The value returned is the last of them; the others are a microsecond apart before it.
     */
    public Uni<Map<UUID, Instant>> tick(SqlConnection tx, Map<UUID, Long> changes) {
        // In one order everywhere, so that no two transactions wait for each other.
        TreeMap<UUID, Long> ordered = new TreeMap<>(changes);
        return tx.preparedQuery(TICK)
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
                        documents.stream().map(ProviderDocument::participantId).toArray(UUID[]::new),
                        documents.stream().map(ProviderDocument::json).toArray(String[]::new),
                        documents.stream().map(d -> utc(d.createdAt())).toArray(OffsetDateTime[]::new),
                        documents.stream().map(d -> utc(d.updatedAt())).toArray(OffsetDateTime[]::new),
                        documents.stream().map(ProviderDocument::nextChangeOn).toArray(LocalDate[]::new),
                        arrays(documents, FoundBy::cohorts),
                        arrays(documents, FoundBy::trainingStatuses),
                        arrays(documents, FoundBy::formerIds))))
                .replaceWithVoid();
    }

    public Uni<Void> remove(SqlConnection tx, List<ProviderDocument> documents) {
        if (documents.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return tx.preparedQuery(REMOVE)
                .execute(Tuple.of(
                        documents.stream().map(ProviderDocument::leadProviderId).toArray(UUID[]::new),
                        documents.stream().map(ProviderDocument::participantId).toArray(UUID[]::new)))
                .replaceWithVoid();
    }

    /** Participants whose view the calendar may have changed by that day. */
    public Uni<List<UUID>> due(LocalDate today, int limit) {
        return pool.preparedQuery(DUE).execute(Tuple.of(today, limit)).map(rows -> {
            List<UUID> ids = new ArrayList<>();
            rows.forEach(row -> ids.add(row.getUUID(0)));
            return ids;
        });
    }

    /** Years, statuses and ids need no quotes in the database's notation of arrays. */
    private static String[] arrays(List<ProviderDocument> documents, Function<FoundBy, List<String>> values) {
        return documents.stream()
                .map(document -> "{" + String.join(",", values.apply(document.foundBy())) + "}")
                .toArray(String[]::new);
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    private static ProviderDocument document(Row row) {
        return new ProviderDocument(
                row.getUUID(0),
                row.getUUID(1),
                row.getString(2),
                row.getOffsetDateTime(3).toInstant(),
                row.getOffsetDateTime(4).toInstant(),
                row.getLocalDate(5),
                new FoundBy(texts(row, 6), texts(row, 7), texts(row, 8)));
    }

    private static List<String> texts(Row row, int column) {
        return List.of(row.getArrayOfStrings(column));
    }
}
