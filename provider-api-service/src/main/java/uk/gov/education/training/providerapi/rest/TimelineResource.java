package uk.gov.education.training.providerapi.rest;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import uk.gov.education.training.platform.operations.audit.One;
import uk.gov.education.training.platform.operations.timeline.ParticipantTimeline;
import uk.gov.education.training.platform.operations.timeline.ParticipantTimeline.DocumentChange;
import uk.gov.education.training.platform.operations.timeline.ParticipantTimeline.Entry;
import uk.gov.education.training.platform.operations.timeline.ParticipantTimeline.FieldChange;
import uk.gov.education.training.platform.web.ApiException;
import uk.gov.education.training.platform.web.PathUuid;
import uk.gov.education.training.platform.web.Scope;
import uk.gov.education.training.providerapi.ReadTimeline;
import uk.gov.education.training.providerapi.ReadTimeline.NamedTimeline;
import uk.gov.education.training.providerapi.timeline.DocumentDifference;
import uk.gov.education.training.providerapi.timeline.Timeline.Effect;
import uk.gov.education.training.providerapi.timeline.Timeline.Event;

/** Answers with the history of one participant. The answer is personal data: it is neither stored nor logged. */
@Path("/api/v1/participants/{id}/timeline")
@RolesAllowed(Scope.OPERATIONS)
@Tag(name = "Operations")
class TimelineResource {

    private final ReadTimeline readTimeline;

    TimelineResource(ReadTimeline readTimeline) {
        this.readTimeline = readTimeline;
    }

    @GET
    @Operation(
            summary = "Every event about a participant, and what each changed for lead providers",
            description = "Empty if no topic has an event about the participant. This is personal data.")
    public Uni<One<ParticipantTimeline>> show(String id) {
        UUID participant = PathUuid.of(id, () -> ApiException.notFound("id", "There is no participant with this id."));
        return readTimeline.read(participant).map(TimelineResource::view).map(timeline -> new One<>(timeline));
    }

    private static ParticipantTimeline view(NamedTimeline named) {
        return new ParticipantTimeline(
                named.timeline().participant(),
                named.timeline().events().stream()
                        .map(event -> entry(event, named.leadProviders()))
                        .toList(),
                named.timeline().whole());
    }

    private static Entry entry(Event event, Map<UUID, String> leadProviders) {
        return new Entry(
                event.topic(),
                event.type(),
                event.published(),
                event.at(),
                event.version(),
                event.headers(),
                effect(event.effect()),
                event.unreadable(),
                event.change(),
                event.seen().stream().map(seen -> document(seen, leadProviders)).toList());
    }

    private static String effect(Effect effect) {
        return switch (effect) {
            case APPLIED -> "applied";
            case OLD -> "superseded";
            case ENDED -> "deleted";
            case UNREADABLE -> "unreadable";
        };
    }

    private static DocumentChange document(DocumentDifference seen, Map<UUID, String> leadProviders) {
        return new DocumentChange(
                seen.leadProviderId(),
                leadProviders.get(seen.leadProviderId()),
                seen.kind(),
                seen.id(),
                seen.before() == null ? "added" : seen.after() == null ? "removed" : "changed",
                seen.differences().stream()
                        .map(field -> new FieldChange(field.field(), field.before(), field.after()))
                        .toList());
    }
}
