package uk.gov.education.training.schoolupdates;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.events.Json;
import uk.gov.education.training.platform.web.IdempotencyKey;
import uk.gov.education.training.schoolupdates.store.IdempotencyKeys;
import uk.gov.education.training.schoolupdates.store.Transactions;

/**
 * A request that is sent again under its key gets the first answer, and nothing happens twice. What happened and the
 * answer are kept in one transaction. A request that was refused left nothing behind, so it is judged again.
 */
@ApplicationScoped
public class IdempotentRequests {

    private final Transactions transactions;
    private final IdempotencyKeys keys;

    IdempotentRequests(Transactions transactions, IdempotencyKeys keys) {
        this.transactions = transactions;
        this.keys = keys;
    }

    /**
     * A request under a key.
     *
     * @param tokenId whose key it is: another token's is another one
     * @param fingerprint the same for the same request
     */
    public record Keyed(UUID tokenId, String key, String fingerprint) {}

    /** @throws Refusal if another request came under this key */
    public <T> Uni<T> once(Keyed request, Class<T> type, Supplier<Uni<T>> work) {
        return transactions.change(() -> keys.claim(request.tokenId(), request.key(), request.fingerprint())
                .chain(isNew -> isNew ? first(request, work) : again(request, type)));
    }

    private <T> Uni<T> first(Keyed request, Supplier<Uni<T>> work) {
        return work.get().call(answer -> keys.keep(request.tokenId(), request.key(), written(answer)));
    }

    private <T> Uni<T> again(Keyed request, Class<T> type) {
        return keys.find(request.tokenId(), request.key()).map(kept -> {
            if (!kept.fingerprint().equals(request.fingerprint())) {
                throw IdempotencyKey.taken();
            }
            return read(kept.answer(), type);
        });
    }

    private static String written(@Nullable Object answer) {
        try {
            return Json.MAPPER.writeValueAsString(answer);
        } catch (JsonProcessingException bug) {
            throw new IllegalStateException("An answer can't be written as JSON", bug);
        }
    }

    private static <T> T read(String answer, Class<T> type) {
        try {
            return Json.MAPPER.readValue(answer, type);
        } catch (JsonProcessingException bug) {
            throw new IllegalStateException("A kept answer is unreadable", bug);
        }
    }
}
