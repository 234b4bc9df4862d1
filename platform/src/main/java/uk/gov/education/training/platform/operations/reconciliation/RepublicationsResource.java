package uk.gov.education.training.platform.operations.reconciliation;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response.Status;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.events.Topic;
import uk.gov.education.training.events.Topics;
import uk.gov.education.training.platform.operations.audit.Listed;
import uk.gov.education.training.platform.operations.audit.One;
import uk.gov.education.training.platform.web.ApiException;
import uk.gov.education.training.platform.web.Page;
import uk.gov.education.training.platform.web.ResponsesOpenApiFilter;
import uk.gov.education.training.platform.web.Scope;

/** Puts this service's own truth above whatever lies on its topics. */
@Path("/api/v1/republications")
@RolesAllowed(Scope.OPERATIONS)
@Tag(name = "Republications")
class RepublicationsResource {

    private static final int LONGEST = 500;

    private final StartReconciliation readings;
    private final SourcesOfTruth sourcesOfTruth;

    RepublicationsResource(StartReconciliation readings, SourcesOfTruth sourcesOfTruth) {
        this.readings = readings;
        this.sourcesOfTruth = sourcesOfTruth;
    }

    /** Either one key of a topic, or all. */
    record Wanted(
            @Nullable String topic,
            @Nullable String key,
            @Nullable Boolean all,
            @Nullable String reason) {}

    @POST
    @Operation(
            summary = "Publish one key, or all of a topic, again from here, the owner",
            description = "What this service holds is said again, with a version above whatever lies on the topic, so"
                    + " that every reader takes it. What it does not hold is ended there. Asked for again, nothing more"
                    + " is said unless somebody else has written there since.")
    @Extension(name = ResponsesOpenApiFilter.STATUSES, value = "202")
    public Uni<RestResponse<One<Republication>>> publish(@Nullable Wanted body) {
        Topic<?, ?> topic = topic(body);
        return readings.beginOf(
                        ReconciliationJob.Kind.REPUBLICATION, new JobScope(keys(body, topic), topic), reason(body))
                .map(begun -> RestResponse.status(Status.ACCEPTED, new One<>(Republication.of(begun))));
    }

    private Topic<?, ?> topic(@Nullable Wanted body) {
        List<Topic<?, ?>> own =
                Topics.ALL.stream().filter(sourcesOfTruth::isOwner).toList();
        return own.stream()
                .filter(topic -> body != null && topic.name().equals(body.topic()))
                .findFirst()
                .orElseThrow(() -> ApiException.invalid(
                        "topic",
                        "Give a topic that this service owns: "
                                + String.join(
                                        ", ", own.stream().map(Topic::name).toList()) + "."));
    }

    private static @Nullable List<String> keys(Wanted body, Topic<?, ?> topic) {
        boolean all = Boolean.TRUE.equals(body.all());
        if (all == (body.key() != null)) {
            throw ApiException.invalid("key", "Give either key, or \"all\": true.");
        }
        if (all) {
            return null;
        }
        String key = body.key();
        if (!topic.key().fits(key)) {
            throw ApiException.invalid(
                    "key", "The key is " + topic.key().words() + ". No reader takes a record with another one.");
        }
        return List.of(key);
    }

    private static String reason(Wanted body) {
        @Nullable String reason = body.reason();
        if (reason == null || reason.isBlank()) {
            throw ApiException.invalid("reason", "Say why: it is kept among the acts.");
        }
        if (reason.length() > LONGEST || reason.indexOf(0) >= 0) {
            throw ApiException.invalid("reason", "Give the reason in at most " + LONGEST + " characters.");
        }
        return reason.strip();
    }

    @GET
    @Operation(summary = "Republications, newest first")
    public Uni<Listed<Republication>> list(@BeanParam Page page) {
        return readings.page(ReconciliationJob.Kind.REPUBLICATION, page, Republication::of);
    }

    @GET
    @Path("{id}")
    @Operation(summary = "How far a republication is")
    public Uni<One<Republication>> show(String id) {
        return readings.find(ReconciliationJob.Kind.REPUBLICATION, id).map(found -> new One<>(Republication.of(found)));
    }
}
