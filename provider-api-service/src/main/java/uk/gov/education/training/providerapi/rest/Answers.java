package uk.gov.education.training.providerapi.rest;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import uk.gov.education.training.events.edge.RequestTime;
import uk.gov.education.training.providerapi.store.ProviderDocuments.Listed;

/**
 * Successful answers. Each read has an entity tag, and a client that still holds what it names gets 304 without a body.
 */
@RequestScoped
class Answers {

    private final Request request;
    private final RequestTime time;

    Answers(Request request, RequestTime time) {
        this.request = request;
        this.time = time;
    }

    /** @param body finished JSON, made of these records */
    Response of(List<Listed> records, String body) {
        if (!request.getMethod().equals(HttpMethod.GET)) {
            return Response.ok(body)
                    .header("Content-Type", ParticipantsResource.JSON)
                    .build();
        }
        EntityTag tag = new EntityTag(time.isChosen() ? fingerprint(body) : fingerprint(records), true);
        Response.ResponseBuilder unchanged = request.evaluatePreconditions(tag);
        Response.ResponseBuilder answer =
                unchanged == null ? Response.ok(body).header("Content-Type", ParticipantsResource.JSON) : unchanged;
        return answer.tag(tag)
                .header("Cache-Control", "private, max-age=0, must-revalidate")
                .build();
    }

    /** On another day than today a record may change without a new time of its last change. */
    private static String fingerprint(String body) {
        return fingerprint(ByteBuffer.wrap(body.getBytes(UTF_8)));
    }

    /** What a record contains follows from its last change. */
    private static String fingerprint(List<Listed> records) {
        ByteBuffer content = ByteBuffer.allocate(records.size() * 4 * Long.BYTES);
        for (Listed record : records) {
            Instant updatedAt = record.updatedAt();
            content.putLong(record.id().getMostSignificantBits())
                    .putLong(record.id().getLeastSignificantBits())
                    .putLong(updatedAt.getEpochSecond())
                    .putLong(updatedAt.getNano());
        }
        return fingerprint(content.flip());
    }

    private static String fingerprint(ByteBuffer content) {
        MessageDigest digest = sha256();
        digest.update(content);
        return HexFormat.of().formatHex(digest.digest(), 0, 16);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
