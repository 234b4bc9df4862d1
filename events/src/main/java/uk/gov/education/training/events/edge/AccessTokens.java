package uk.gov.education.training.events.edge;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.events.delivery.Database;

/** Who may call. Tokens are 256 random bits; only their SHA-256 is stored, and that is what is looked up. */
@ApplicationScoped
class AccessTokens {

    private static final String FIND =
            "select id, scope, lead_provider_id, school_urns from access_tokens where token_hash = $1 and revoked_at is null";

    private final Pool pool;
    private final Database database;
    // A revoked token works no longer than this.
    private final Cache<ByteBuffer, Caller> known = Caffeine.newBuilder()
            .maximumSize(10_000)
            .expireAfterWrite(Duration.ofSeconds(10))
            .build();

    AccessTokens(Pool pool, Database database) {
        this.pool = pool;
        this.database = database;
    }

    /** Whose token this is; empty if it is unknown or revoked. */
    Uni<Optional<Caller>> callerOf(String token) {
        byte[] hash = sha256(token);
        ByteBuffer key = ByteBuffer.wrap(hash);
        Caller cached = known.getIfPresent(key);
        if (cached != null) {
            return Uni.createFrom().item(Optional.of(cached));
        }
        if (!database.isReady()) {
            throw Refusal.unavailable();
        }
        return pool.preparedQuery(FIND).execute(Tuple.of(Buffer.buffer(hash))).map(rows -> {
            for (Row row : rows) {
                Caller caller = new Caller(row.getUUID(0), row.getString(1), row.getUUID(2), schools(row));
                known.put(key, caller);
                return Optional.of(caller);
            }
            return Optional.empty();
        });
    }

    private static @Nullable Set<String> schools(Row row) {
        String[] urns = row.getArrayOfStrings(3);
        return urns == null ? null : Set.of(urns);
    }

    private static byte[] sha256(String token) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(token.getBytes(UTF_8));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
