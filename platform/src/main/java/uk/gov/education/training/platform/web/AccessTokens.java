package uk.gov.education.training.platform.web;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.platform.messaging.DatabaseMigration;
import uk.gov.education.training.platform.messaging.Rows;

/** Looks up access tokens, and records when each was last used, to within the time that a lookup is cached. */
@ApplicationScoped
public class AccessTokens implements CallerLookup {

    private static final String FIND = """
            select id, scope, lead_provider_id, school_urns, token_hash, expires_at from access_tokens
            where token_hash = $1 and revoked_at is null and (expires_at is null or expires_at > now())""";
    private static final String VALID = """
            select token_hash from access_tokens
            where revoked_at is null and (expires_at is null or expires_at > now())""";
    // Of concurrent requests, one writes.
    private static final String USED = """
            update access_tokens set last_used_at = now()
            where id = $1 and (last_used_at is null or last_used_at < now() - interval '5 seconds')""";

    private final Pool pool;
    private final DatabaseMigration databaseMigration;
    // A revoked token works at most this long.
    private final Cache<ByteBuffer, Known> known = Caffeine.newBuilder()
            .maximumSize(10_000)
            .expireAfterWrite(Duration.ofSeconds(10))
            .build();

    private final Uni<Set<ByteBuffer>> valid;

    AccessTokens(Pool pool, DatabaseMigration databaseMigration) {
        this.pool = pool;
        this.databaseMigration = databaseMigration;
        this.valid = Uni.createFrom()
                .deferred(() -> pool.query(VALID).execute())
                .map(AccessTokens::hashes)
                .memoize()
                .forFixedDuration(Duration.ofSeconds(5));
    }

    private static Set<ByteBuffer> hashes(RowSet<Row> rows) {
        return Rows.set(rows, row -> ByteBuffer.wrap(row.getBuffer(0).getBytes()));
    }

    /**
     * Whether a token was valid a moment ago. Queries the database once every few seconds, however many tokens are
     * asked for.
     */
    @Override
    public Uni<Boolean> isValid(String token) {
        ByteBuffer key = ByteBuffer.wrap(AccessToken.hash(token));
        return known.getIfPresent(key) == null
                ? valid.map(all -> all.contains(key))
                : Uni.createFrom().item(true);
    }

    @Override
    public Uni<Optional<Caller>> callerOf(String token) {
        byte[] hash = AccessToken.hash(token);
        ByteBuffer key = ByteBuffer.wrap(hash);
        Known cached = known.getIfPresent(key);
        if (cached != null && cached.isValid()) {
            return Uni.createFrom().item(Optional.of(cached.caller()));
        }
        if (!databaseMigration.isReady()) {
            throw ApiException.unavailable();
        }
        return pool.preparedQuery(FIND).execute(Tuple.of(Buffer.buffer(hash))).chain(rows -> {
            for (Row row : rows) {
                // The index found the hash; this comparison takes constant time.
                if (MessageDigest.isEqual(row.getBuffer(4).getBytes(), hash)) {
                    Known found = known(row);
                    known.put(key, found);
                    return pool.preparedQuery(USED)
                            .execute(Tuple.of(found.caller().tokenId()))
                            .replaceWith(Optional.of(found.caller()));
                }
            }
            return Uni.createFrom().item(Optional.empty());
        });
    }

    /** @param expiresAt null if never */
    private record Known(Caller caller, @Nullable Instant expiresAt) {

        boolean isValid() {
            return expiresAt == null || expiresAt.isAfter(Instant.now());
        }
    }

    private static Known known(Row row) {
        @Nullable OffsetDateTime expiresAt = row.getOffsetDateTime(5);
        return new Known(
                new Caller(row.getUUID(0), row.getString(1), row.getUUID(2), schools(row)),
                expiresAt == null ? null : expiresAt.toInstant());
    }

    private static @Nullable Set<String> schools(Row row) {
        String[] urns = row.getArrayOfStrings(3);
        return urns == null ? null : Set.of(urns);
    }
}
