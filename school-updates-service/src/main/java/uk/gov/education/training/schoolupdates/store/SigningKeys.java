package uk.gov.education.training.schoolupdates.store;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.platform.messaging.Rows;
import uk.gov.education.training.platform.web.Caller;
import uk.gov.education.training.platform.web.Scope;

/** The public keys of portals. Each belongs to an access token, which says for which schools it may report. */
@ApplicationScoped
public class SigningKeys {

    private static final String FIND = """
            select access_tokens.id, scope, school_urns, public_key
            from report_signing_keys join access_tokens on access_tokens.id = token_id
            where report_signing_keys.id = $1 and report_signing_keys.revoked_at is null and scope = $2
                and access_tokens.revoked_at is null and (expires_at is null or expires_at > now())""";

    private final Pool pool;

    SigningKeys(Pool pool) {
        this.pool = pool;
    }

    /** @param caller as if the token had been sent over REST */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    public record SigningKey(Caller caller, byte[] publicKey) {}

    /** Finds a key. Empty if it is unknown, or it or its token is revoked or expired. */
    public Uni<Optional<SigningKey>> find(UUID id) {
        return pool.preparedQuery(FIND)
                .execute(Tuple.of(id, Scope.SCHOOL))
                .map(rows -> Rows.first(rows, SigningKeys::key));
    }

    private static SigningKey key(Row row) {
        return new SigningKey(
                new Caller(row.getUUID(0), row.getString(1), null, schools(row)),
                row.getBuffer(3).getBytes());
    }

    private static @Nullable Set<String> schools(Row row) {
        String[] urns = row.getArrayOfStrings(2);
        return urns == null ? null : Set.of(urns);
    }
}
