package uk.gov.education.training.schoolupdates.rest;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.events.Participant.IdChange;
import uk.gov.education.training.platform.messaging.Cause;
import uk.gov.education.training.platform.web.RequestTime;
import uk.gov.education.training.platform.web.Scope;
import uk.gov.education.training.schoolupdates.CorrectTrn;
import uk.gov.education.training.schoolupdates.DeleteParticipant;
import uk.gov.education.training.schoolupdates.MergeParticipants;
import uk.gov.education.training.schoolupdates.domain.StoredParticipant;

/** Corrects records for DfE support. */
@Path("/api/v1/participants/{id}")
@RolesAllowed(Scope.SUPPORT)
@Tag(name = "Support")
class SupportResource {

    private final MergeParticipants mergeParticipants;
    private final CorrectTrn correctTrn;
    private final DeleteParticipant deleteParticipant;
    private final IdempotencyGuard idempotencyGuard;
    private final RequestTime requestTime;

    SupportResource(
            MergeParticipants mergeParticipants,
            CorrectTrn correctTrn,
            DeleteParticipant deleteParticipant,
            IdempotencyGuard idempotencyGuard,
            RequestTime requestTime) {
        this.mergeParticipants = mergeParticipants;
        this.correctTrn = correctTrn;
        this.deleteParticipant = deleteParticipant;
        this.idempotencyGuard = idempotencyGuard;
        this.requestTime = requestTime;
    }

    /** @param into the participant whose record stays */
    record MergeRequest(@Nullable UUID into) {}

    /** @param version the version of the event that reported the merge */
    record MergedView(UUID id, List<IdChange> idChanges, long version) {

        static MergedView of(StoredParticipant storedParticipant) {
            return new MergedView(
                    storedParticipant.participant().id(),
                    storedParticipant.participant().idChanges(),
                    storedParticipant.version());
        }
    }

    /**
     * @param trn seven digits
     * @param oldTrnIsAnothers whether the old number belongs to another person and was given by mistake; false by
     *     default
     */
    record TrnRequest(@Nullable String trn, @Nullable Boolean oldTrnIsAnothers) {}

    /** @param version the version of the event that reported the correction or the merge */
    record TrnView(UUID id, String trn, List<IdChange> idChanges, long version) {

        static TrnView of(StoredParticipant storedParticipant) {
            return new TrnView(
                    storedParticipant.participant().id(),
                    storedParticipant.participant().trn(),
                    storedParticipant.participant().idChanges(),
                    storedParticipant.version());
        }
    }

    @POST
    @Path("merge")
    @Operation(
            summary = "Merge this participant's record into another of the same person",
            description = "The other record takes over everything. This id is no longer used, but this TRN finds the"
                    + " other record. Overlapping periods at one school are combined. The merge is refused if both"
                    + " records have induction periods, are at different schools as an ECT or in training elsewhere at"
                    + " the same time, or are in training in different cohorts in the same role. It is also refused if"
                    + " both have a declaration of the same type: the response lists the declarations to void first.")
    @RequestBody(content = @Content(examples = @ExampleObject(name = "merge", value = """
                    {"into": "5f0c8a2e-9a2f-4a36-8a0e-4c1f9f2f7a11"}""")))
    public Uni<MergedView> merge(UUID id, @Nullable MergeRequest body) {
        MergeRequest request = Body.required(body);
        Cause cause = requestTime.cause();
        return idempotencyGuard.once(request, MergedView.class, tx -> mergeParticipants
                .merge(tx, id, request.into(), cause)
                .map(MergedView::of));
    }

    @PUT
    @Path("trn")
    @Operation(
            summary = "Correct this participant's teacher reference number",
            description =
                    "Use this when the teacher register replaced the number. The id stays the same. A registration"
                            + " with the old number still finds this participant, unless old_trn_is_anothers is true. A record"
                            + " with the new number is about the same person and is merged into this one. If it can't be merged,"
                            + " the request is refused.")
    @RequestBody(content = @Content(examples = @ExampleObject(name = "new number", value = """
                    {"trn": "3104873"}""")))
    public Uni<TrnView> correctTrn(UUID id, @Nullable TrnRequest body) {
        TrnRequest request = Body.required(body);
        Cause cause = requestTime.cause();
        return idempotencyGuard.once(request, TrnView.class, tx -> correctTrn
                .correct(tx, id, request.trn(), Boolean.TRUE.equals(request.oldTrnIsAnothers()), cause)
                .map(TrnView::of));
    }

    @DELETE
    @Operation(
            summary = "Delete a participant who never started",
            description =
                    "Removes the participant from every service and topic. Refused if a lead provider has reported"
                            + " or declared anything about their training, or if they have an induction period.")
    public Uni<Void> delete(UUID id) {
        Cause cause = requestTime.cause();
        return idempotencyGuard.once(null, Void.class, tx -> deleteParticipant.delete(tx, id, cause));
    }
}
