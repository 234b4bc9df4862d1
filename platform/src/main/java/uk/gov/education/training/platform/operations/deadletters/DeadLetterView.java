package uk.gov.education.training.platform.operations.deadletters;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.platform.messaging.KeyEncoding;
import uk.gov.education.training.platform.operations.audit.AuditEntry;

/**
 * A dead letter in a list.
 *
 * @param key the key as text, cut if it is very long
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record DeadLetterView(
        UUID id,
        String topic,
        int partition,
        long offset,
        Instant writtenAt,
        Instant parkedAt,
        @Nullable String key,
        @Nullable String type,
        String reason,
        String detail,
        String status) {

    private static final int MAX_KEY_LENGTH = 200;

    static DeadLetterView of(StoredDeadLetter letter) {
        return new DeadLetterView(
                letter.id(),
                letter.topic(),
                letter.partition(),
                letter.offset(),
                letter.writtenAt(),
                letter.parkedAt(),
                shown(letter.key()),
                letter.type(),
                letter.reason(),
                letter.detail(),
                letter.status());
    }

    /** The key as UTF-8 if it is, otherwise with one character for each byte. */
    private static @Nullable String shown(@Nullable String key) {
        if (key == null) {
            return null;
        }
        @Nullable String text = text(KeyEncoding.bytes(key));
        String whole = text == null ? key : text;
        return whole.length() <= MAX_KEY_LENGTH ? whole : whole.substring(0, MAX_KEY_LENGTH) + "…";
    }

    boolean isOpen() {
        return StoredDeadLetter.isOpen(status);
    }

    /**
     * An action on a dead letter.
     *
     * @param edited whether the record was edited before it was replayed
     */
    public record Done(
            String action,
            String actor,
            Instant at,
            @Nullable String reason,
            @Nullable String detail,
            boolean edited) {

        private static Done of(AuditEntry auditEntry) {
            return new Done(
                    auditEntry.action(),
                    auditEntry.actor(),
                    auditEntry.at(),
                    auditEntry.reason(),
                    auditEntry.detail(),
                    auditEntry.edited());
        }
    }

    /**
     * A dead letter in full.
     *
     * @param headers the record's own
     * @param body null if the record is a tombstone, or if it has been erased since
     * @param bodyEncoding utf-8, or base64 if the body is not text
     * @param errors the errors that this version of the service finds
     */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    public record Whole(
            @JsonUnwrapped DeadLetterView letter,
            Map<String, String> headers,
            @Nullable String body,
            String bodyEncoding,
            List<String> errors,
            List<Done> auditLog) {

        static Whole of(StoredDeadLetter letter, List<String> errors, List<AuditEntry> entries) {
            @Nullable String text = text(letter.body());
            boolean binary = letter.body() != null && text == null;
            return new Whole(
                    DeadLetterView.of(letter),
                    letter.headers(),
                    binary ? Base64.getEncoder().encodeToString(letter.body()) : text,
                    binary ? "base64" : "utf-8",
                    errors,
                    entries.stream().map(Done::of).toList());
        }
    }

    private static @Nullable String text(byte @Nullable [] body) {
        if (body == null) {
            return null;
        }
        try {
            return UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
        } catch (CharacterCodingException binary) {
            return null;
        }
    }
}
