package uk.gov.education.training.schoolupdates.portal;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.events.Topics;
import uk.gov.education.training.platform.messaging.CloudEvents;
import uk.gov.education.training.platform.web.ApiException.Problem;
import uk.gov.education.training.platform.web.IdempotencyKey;
import uk.gov.education.training.platform.web.PathUuid;

/**
 * A record of school-reports with the headers that every report has. Its body is not read yet.
 *
 * @param time at which the portal signed it
 */
public record SignedReport(
        ConsumerRecord<String, byte[]> record, String id, String type, Instant time, UUID keyId, String signature) {

    public static final String ID = "ce_id";
    public static final String TIME = "ce_time";

    private static final String TYPE = "ce_type";
    private static final String KEY_ID = "ce_keyid";
    private static final String SIGNATURE = "ce_signature";
    private static final String SCHEMA = "schema";

    /** @throws InvalidReport if a header or the key is missing or malformed; it says all that is wrong */
    public static SignedReport read(ConsumerRecord<String, byte[]> record) throws InvalidReport {
        List<Problem> problems = new ArrayList<>();
        String reason = keyProblem(record, problems);
        @Nullable String type = CloudEvents.header(record, TYPE);
        if (type == null || !Topics.SCHOOL_REPORTS.types().contains(type)) {
            problems.add(new Problem(TYPE, "Give one of the types of reports in asyncapi.yaml."));
            reason = reason == null ? "unknown-type" : reason;
        }
        @Nullable String id = id(record);
        if (id == null) {
            problems.add(
                    new Problem(ID, "Give each report an id of 1 to 255 printable ASCII characters, such as a UUID."));
        }
        @Nullable Instant time = time(CloudEvents.header(record, TIME));
        if (time == null) {
            problems.add(new Problem(TIME, "Give the time of the signature, such as 2026-11-24T09:00:00Z."));
        }
        @Nullable UUID keyId = keyId(CloudEvents.header(record, KEY_ID));
        if (keyId == null) {
            problems.add(new Problem(KEY_ID, "Give the id of the portal's signing key."));
        }
        @Nullable String signature = CloudEvents.header(record, SIGNATURE);
        if (signature == null) {
            problems.add(new Problem(SIGNATURE, "Sign the report as asyncapi.yaml describes."));
        }
        if (type == null || id == null || time == null || keyId == null || signature == null || !problems.isEmpty()) {
            throw new InvalidReport(reason == null ? SCHEMA : reason, problems);
        }
        return new SignedReport(record, id, type, time, keyId, signature);
    }

    private static @Nullable String keyProblem(ConsumerRecord<String, byte[]> record, List<Problem> problems) {
        if (Topics.SCHOOL_REPORTS.key().fits(record.key())) {
            return null;
        }
        problems.add(new Problem("key", "Give the URN of the school as the key, in digits."));
        return record.key() == null ? "no-key" : "malformed-key";
    }

    /** The id of a report, or null if it has none that can be used. */
    static @Nullable String id(ConsumerRecord<String, byte[]> record) {
        @Nullable String id = CloudEvents.header(record, ID);
        return IdempotencyKey.isValid(id) ? id : null;
    }

    private static @Nullable Instant time(@Nullable String header) {
        try {
            return header == null ? null : OffsetDateTime.parse(header).toInstant();
        } catch (DateTimeException malformed) {
            return null;
        }
    }

    private static @Nullable UUID keyId(@Nullable String header) {
        try {
            return header == null ? null : PathUuid.parse(header);
        } catch (IllegalArgumentException malformed) {
            return null;
        }
    }

    /** Whether the owner of this public key has signed the report. */
    boolean isSignedBy(byte[] publicKey) {
        try {
            Signature ed25519 = Signature.getInstance("Ed25519");
            ed25519.initVerify(KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(publicKey)));
            String headers = String.join("\n", id, CloudEvents.header(record, TIME), record.key(), type) + "\n";
            ed25519.update(headers.getBytes(UTF_8));
            if (record.value() != null) {
                ed25519.update(record.value());
            }
            return ed25519.verify(Base64.getDecoder().decode(signature));
        } catch (GeneralSecurityException | IllegalArgumentException noSignature) {
            return false;
        }
    }
}
