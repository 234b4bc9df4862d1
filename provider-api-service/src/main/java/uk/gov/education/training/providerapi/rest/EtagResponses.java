package uk.gov.education.training.providerapi.rest;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import uk.gov.education.training.platform.web.IfNoneMatch;
import uk.gov.education.training.platform.web.RequestTime;
import uk.gov.education.training.platform.web.Sha256;
import uk.gov.education.training.providerapi.store.ProviderDocuments.ListedDocument;

/**
 * Builds successful answers. Each read has an entity tag, and a client that still has that content gets 304 without a
 * body.
 */
@RequestScoped
class EtagResponses {

    private static final Set<String> READS = Set.of(HttpMethod.GET, HttpMethod.HEAD);

    private final Request request;
    private final HttpHeaders headers;
    private final RequestTime time;

    EtagResponses(Request request, HttpHeaders headers, RequestTime time) {
        this.request = request;
        this.headers = headers;
        this.time = time;
    }

    /** @param body finished JSON, made of these records */
    Response of(List<ListedDocument> records, String body) {
        if (!READS.contains(request.getMethod())) {
            return whole(body).build();
        }
        String tag = time.isChosen() ? fingerprint(body) : fingerprint(records);
        boolean unchanged = IfNoneMatch.holds(sent(IfNoneMatch.HEADER), tag);
        return (unchanged ? Response.notModified() : whole(body))
                .tag(new EntityTag(tag, true))
                .header("Cache-Control", "no-store")
                .build();
    }

    private static Response.ResponseBuilder whole(String body) {
        return Response.ok(body).header("Content-Type", ParticipantsResource.JSON);
    }

    private List<String> sent(String header) {
        return Objects.requireNonNullElse(headers.getRequestHeader(header), List.of());
    }

    /** Uses the content: as of another day, a record may be different without a newer change. */
    private static String fingerprint(String body) {
        return fingerprint(body.getBytes(UTF_8));
    }

    /** Uses the times of the last changes, which identify the records' content. */
    private static String fingerprint(List<ListedDocument> records) {
        ByteBuffer content = ByteBuffer.allocate(records.size() * 4 * Long.BYTES);
        for (ListedDocument record : records) {
            Instant updatedAt = record.updatedAt();
            content.putLong(record.id().getMostSignificantBits())
                    .putLong(record.id().getLeastSignificantBits())
                    .putLong(updatedAt.getEpochSecond())
                    .putLong(updatedAt.getNano());
        }
        return fingerprint(content.array());
    }

    private static String fingerprint(byte[] content) {
        return HexFormat.of().formatHex(Sha256.of(content), 0, 16);
    }
}
