package uk.gov.education.training.events.testing;

import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.events.delivery.Database;
import uk.gov.education.training.events.edge.AccessToken;
import uk.gov.education.training.events.edge.Scope;

/** Access tokens for callers of the service under test. */
public final class TestTokens {

    private TestTokens() {}

    /** A new token with one of the {@link uk.gov.education.training.events.edge.Scope}s. */
    public static String issue(Database database, Pool pool, String scope) {
        return issue(database, pool, scope, null);
    }

    public static String issue(Database database, Pool pool, String scope, @Nullable UUID leadProviderId) {
        return issue(database, pool, scope, leadProviderId, null);
    }

    /** A new token of a school portal that speaks only for these schools. */
    public static String issueForSchools(Database database, Pool pool, String... urns) {
        return issue(database, pool, Scope.SCHOOL, null, urns);
    }

    private static String issue(
            Database database, Pool pool, String scope, @Nullable UUID leadProviderId, String @Nullable [] schoolUrns) {
        String token = UUID.randomUUID().toString();
        database.ready()
                .chain(() -> pool.preparedQuery(
                                "insert into access_tokens (token_hash, scope, lead_provider_id, school_urns)"
                                        + " values ($1, $2, $3, $4)")
                        .execute(Tuple.of(Buffer.buffer(AccessToken.hash(token)), scope, leadProviderId, schoolUrns)))
                .await()
                .indefinitely();
        return token;
    }
}
