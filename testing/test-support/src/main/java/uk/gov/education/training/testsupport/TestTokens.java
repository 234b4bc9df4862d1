package uk.gov.education.training.testsupport;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Access tokens for callers of the service under test. */
public final class TestTokens {

    private TestTokens() {}

    /**
     * A new token.
     *
     * @param ready ends once the service's tables are there
     * @param scope such as {@code school} or {@code operations}
     */
    public static String issue(Uni<?> ready, Pool pool, String scope) {
        return issue(ready, pool, scope, null);
    }

    public static String issue(Uni<?> ready, Pool pool, String scope, @Nullable UUID leadProviderId) {
        return issue(ready, pool, scope, leadProviderId, null);
    }

    /** A new token of a school portal that speaks only for these schools. */
    public static String issueForSchools(Uni<?> ready, Pool pool, String... urns) {
        return issue(ready, pool, "school", null, urns);
    }

    private static String issue(
            Uni<?> ready, Pool pool, String scope, @Nullable UUID leadProviderId, String @Nullable [] schoolUrns) {
        String token = UUID.randomUUID().toString();
        ready.chain(() -> pool.preparedQuery(
                                "insert into access_tokens (token_hash, scope, lead_provider_id, school_urns)"
                                        + " values ($1, $2, $3, $4)")
                        .execute(Tuple.of(Buffer.buffer(hash(token)), scope, leadProviderId, schoolUrns)))
                .await()
                .indefinitely();
        return token;
    }

    /** The services store only the SHA-256 of a token. */
    private static byte[] hash(String token) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(token.getBytes(UTF_8));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
