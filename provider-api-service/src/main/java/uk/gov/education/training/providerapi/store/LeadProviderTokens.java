package uk.gov.education.training.providerapi.store;

import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.platform.messaging.Rows;

/** Stores the access tokens of lead providers. Each lead provider may have several. */
@ApplicationScoped
public class LeadProviderTokens {

    private static final String COLUMNS = "id, description, created_at, expires_at, revoked_at, last_used_at";
    private static final String LIST = "select " + COLUMNS
            + " from access_tokens where scope = 'lead-provider' and lead_provider_id = $1 order by created_at, id";
    private static final String ADD = """
            insert into access_tokens (token_hash, scope, lead_provider_id, description, expires_at)
            values ($1, 'lead-provider', $2, $3, $4)
            """ + "returning " + COLUMNS;
    private static final String EXPIRE =
            "update access_tokens set expires_at = $3 where id = $1 and lead_provider_id = $2 and revoked_at is null"
                    + " returning " + COLUMNS;
    private static final String REVOKE =
            "update access_tokens set revoked_at = coalesce(revoked_at, now()) where id = $1 and lead_provider_id = $2"
                    + " returning " + COLUMNS;

    private final Pool pool;

    LeadProviderTokens(Pool pool) {
        this.pool = pool;
    }

    /**
     * A token without its secret. All times are real times.
     *
     * @param expiresAt null if never
     * @param lastUsedAt to within ten seconds; null if never
     */
    public record LeadProviderToken(
            UUID id,
            @Nullable String description,
            Instant createdAt,
            @Nullable Instant expiresAt,
            @Nullable Instant revokedAt,
            @Nullable Instant lastUsedAt) {}

    public Uni<List<LeadProviderToken>> list(UUID leadProviderId) {
        return pool.preparedQuery(LIST)
                .execute(Tuple.of(leadProviderId))
                .map(rows -> Rows.list(rows, row -> token(row)));
    }

    public Uni<LeadProviderToken> add(
            UUID leadProviderId, byte[] hash, String description, @Nullable Instant expiresAt) {
        return pool.preparedQuery(ADD)
                .execute(Tuple.of(Buffer.buffer(hash), leadProviderId, description, utc(expiresAt)))
                .map(rows -> token(rows.iterator().next()));
    }

    /** Empty if this lead provider has no such token, or it is revoked. */
    public Uni<Optional<LeadProviderToken>> expire(UUID leadProviderId, UUID id, @Nullable Instant at) {
        return change(EXPIRE, Tuple.of(id, leadProviderId, utc(at)));
    }

    /** Empty if this lead provider has no such token. */
    public Uni<Optional<LeadProviderToken>> revoke(UUID leadProviderId, UUID id) {
        return change(REVOKE, Tuple.of(id, leadProviderId));
    }

    private Uni<Optional<LeadProviderToken>> change(String statement, Tuple parameters) {
        return pool.preparedQuery(statement).execute(parameters).map(rows -> Rows.first(rows, row -> token(row)));
    }

    private static @Nullable OffsetDateTime utc(@Nullable Instant instant) {
        return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
    }

    private static LeadProviderToken token(Row row) {
        return new LeadProviderToken(
                row.getUUID(0),
                row.getString(1),
                row.getOffsetDateTime(2).toInstant(),
                instant(row, 3),
                instant(row, 4),
                instant(row, 5));
    }

    private static @Nullable Instant instant(Row row, int column) {
        @Nullable OffsetDateTime value = row.getOffsetDateTime(column);
        return value == null ? null : value.toInstant();
    }
}
