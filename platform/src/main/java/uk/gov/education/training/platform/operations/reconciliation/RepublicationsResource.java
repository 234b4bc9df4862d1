package uk.gov.education.training.platform.operations.reconciliation;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response.Status;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.events.Topic;
import uk.gov.education.training.events.Topics;
import uk.gov.education.training.platform.operations.audit.Listed;
import uk.gov.education.training.platform.operations.audit.One;
import uk.gov.education.training.platform.operations.audit.OperatorReason;
import uk.gov.education.training.platform.web.ApiException;
import uk.gov.education.training.platform.web.Page;
import uk.gov.education.training.platform.web.ResponsesOpenApiFilter;
import uk.gov.education.training.platform.web.Scope;

/** Publishes this service's own facts again, above every version on its topics. */
@Path("/api/v1/republications")
@RolesAllowed(Scope.OPERATIONS)
@Tag(name = "Republications")
class RepublicationsResource {

    private final StartReconciliation startReconciliation;
    private final SourcesOfTruth sourcesOfTruth;

    RepublicationsResource(StartReconciliation startReconciliation, SourcesOfTruth sourcesOfTruth) {
        this.startReconciliation = startReconciliation;
        this.sourcesOfTruth = sourcesOfTruth;
    }

    /** Either one key of a topic, or all. */
    record RepublicationRequest(
            @Nullable String topic,
            @Nullable String key,
            @Nullable Boolean all,
            @Nullable String reason) {}

    @POST
    @Operation(
            summary = "Republish one key, or all keys, of a topic that this service owns",
            description = "Publishes the stored facts again with a version above every version on the topic, so that"
                    + " every consumer accepts them. Publishes tombstones for keys that this service does not have."
                    + " Repeating the request publishes nothing, unless another producer has written to the topic"
                    + " since.")
    @Extension(name = ResponsesOpenApiFilter.STATUSES, value = "202")
    public Uni<RestResponse<One<Republication>>> republish(@Nullable RepublicationRequest body) {
        Topic<?, ?> topic = topic(body);
        JobScope jobScope = new JobScope(keys(body, topic), topic);
        return startReconciliation
                .start(ReconciliationJob.Kind.REPUBLICATION, jobScope, OperatorReason.required(body.reason()))
                .map(job -> RestResponse.status(Status.ACCEPTED, new One<>(Republication.of(job))));
    }

    private Topic<?, ?> topic(@Nullable RepublicationRequest body) {
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

    private static @Nullable List<String> keys(RepublicationRequest body, Topic<?, ?> topic) {
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
                    "key", "The key must be " + topic.key().words() + ". Consumers accept no other key.");
        }
        return List.of(key);
    }

    @GET
    @Operation(summary = "Republications, newest first")
    public Uni<Listed<Republication>> list(@BeanParam Page page) {
        return startReconciliation.page(ReconciliationJob.Kind.REPUBLICATION, page, Republication::of);
    }

    @GET
    @Path("{id}")
    @Operation(summary = "The progress of a republication")
    public Uni<One<Republication>> show(String id) {
        return startReconciliation
                .find(ReconciliationJob.Kind.REPUBLICATION, id)
                .map(found -> new One<>(Republication.of(found)));
    }
}
