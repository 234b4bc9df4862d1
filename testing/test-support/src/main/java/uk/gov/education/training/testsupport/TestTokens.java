package uk.gov.education.training.testsupport;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.inject.spi.CDI;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Access tokens for callers of the service under test. A test with {@link ServiceIT} can issue them. */
public final class TestTokens {

    private TestTokens() {}

    /**
     * Issues a new token.
     *
     * @param scope such as {@code school} or {@code operations}
     */
    public static String issue(String scope) {
        return issue(scope, null, null);
    }

    /** Issues a new token of a lead provider. */
    public static String issue(String scope, UUID leadProviderId) {
        return issue(scope, leadProviderId, null);
    }

    /** Issues a new token of a school portal that speaks only for these schools. */
    public static String issueForSchools(String... urns) {
        return issue("school", null, urns);
    }

    /** Issues a new token, for a test that does not wait until the service is ready. */
    public static String issue(Uni<?> migrated, Pool pool, String scope) {
        migrated.await().indefinitely();
        return insert(pool, scope, null, null);
    }

    /** Issues a new token of a school portal, for a test that does not wait until the service is ready. */
    public static String issueForSchools(Uni<?> migrated, Pool pool, String... urns) {
        migrated.await().indefinitely();
        return insert(pool, "school", null, urns);
    }

    private static String issue(String scope, @Nullable UUID leadProviderId, String @Nullable [] schoolUrns) {
        return insert(CDI.current().select(Pool.class).get(), scope, leadProviderId, schoolUrns);
    }

    private static String insert(
            Pool pool, String scope, @Nullable UUID leadProviderId, String @Nullable [] schoolUrns) {
        String token = UUID.randomUUID().toString();
        pool.preparedQuery("insert into access_tokens (token_hash, scope, lead_provider_id, school_urns)"
                        + " values ($1, $2, $3, $4)")
                .execute(Tuple.of(Buffer.buffer(hash(token)), scope, leadProviderId, schoolUrns))
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
