package uk.gov.education.training.schoolupdates.rest;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.RequestScoped;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.events.Json;
import uk.gov.education.training.platform.web.Caller;
import uk.gov.education.training.platform.web.IdempotencyKey;
import uk.gov.education.training.schoolupdates.IdempotentRequests;
import uk.gov.education.training.schoolupdates.IdempotentRequests.Keyed;

/** Every call that changes something goes through here, so that it can be sent again safely under a key. */
@RequestScoped
class IdempotencyGuard {

    private final IdempotentRequests answers;
    private final HttpServerRequest request;
    private final SecurityIdentity identity;

    IdempotencyGuard(IdempotentRequests answers, HttpServerRequest request, SecurityIdentity identity) {
        this.answers = answers;
        this.request = request;
        this.identity = identity;
    }

    /**
     * Carries a request out, unless it came before under the same key.
     *
     * @param body by which the request is told from others; two that mean the same are the same
     * @param type of the answer
     */
    <T> Uni<T> once(@Nullable Object body, Class<T> type, Supplier<Uni<T>> work) {
        @Nullable String key = IdempotencyKey.of(request.getHeader(IdempotencyKey.HEADER));
        if (key == null) {
            return work.get();
        }
        Caller caller = (Caller) identity.getPrincipal();
        return answers.once(new Keyed(caller.tokenId(), key, fingerprint(body)), type, work);
    }

    /** By way of text, for bytes can't be written of a body that has half a character in it. */
    private static byte[] written(@Nullable Object body) throws JsonProcessingException {
        return Json.MAPPER.writeValueAsString(body).getBytes(UTF_8);
    }

    private String fingerprint(@Nullable Object body) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update((request.method() + " " + request.path() + "\n").getBytes(UTF_8));
            return HexFormat.of().formatHex(digest.digest(written(body)));
        } catch (JsonProcessingException | NoSuchAlgorithmException bug) {
            throw new IllegalStateException("A request can't be told from others", bug);
        }
    }
}
