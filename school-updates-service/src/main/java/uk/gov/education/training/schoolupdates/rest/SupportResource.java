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
import uk.gov.education.training.platform.web.RequestTime;
import uk.gov.education.training.platform.web.Scope;
import uk.gov.education.training.schoolupdates.CorrectTrn;
import uk.gov.education.training.schoolupdates.DeleteParticipant;
import uk.gov.education.training.schoolupdates.MergeParticipants;
import uk.gov.education.training.schoolupdates.StoredParticipant;

/** DfE support mends records. */
@Path("/api/v1/participants/{id}")
@RolesAllowed(Scope.SUPPORT)
@Tag(name = "Support")
class SupportResource {

    private final MergeParticipants merges;
    private final CorrectTrn trns;
    private final DeleteParticipant deletions;
    private final IdempotencyGuard idempotencyGuard;
    private final RequestTime time;

    SupportResource(
            MergeParticipants merges,
            CorrectTrn trns,
            DeleteParticipant deletions,
            IdempotencyGuard idempotencyGuard,
            RequestTime time) {
        this.merges = merges;
        this.trns = trns;
        this.deletions = deletions;
        this.idempotencyGuard = idempotencyGuard;
        this.time = time;
    }

    /** @param into whose record stays */
    record MergeRequest(@Nullable UUID into) {}

    /** @param version of the event that reported the merge */
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
     * @param oldTrnIsAnothers true if the number until now is another person's and was given by mistake; false if
     *     absent
     */
    record TrnRequest(@Nullable String trn, @Nullable Boolean oldTrnIsAnothers) {}

    /** @param version of the event that reported the correction, or the merge with it */
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
            description = "The other takes over everything; this id is used no more, but this TRN leads to the other."
                    + " Overlapping times at one school are combined. Refused where both have induction periods, are at"
                    + " different schools as an ECT or in training elsewhere at the same time, or in training in"
                    + " different cohorts in one role; and where the same was declared about both: the answer names"
                    + " the declarations to void first.")
    @RequestBody(content = @Content(examples = @ExampleObject(name = "merge", value = """
                    {"into": "5f0c8a2e-9a2f-4a36-8a0e-4c1f9f2f7a11"}""")))
    public Uni<MergedView> merge(UUID id, @Nullable MergeRequest body) {
        MergeRequest request = Body.required(body);
        return idempotencyGuard.once(request, MergedView.class, () -> merges.merge(id, request.into(), time.cause())
                .map(MergedView::of));
    }

    @PUT
    @Path("trn")
    @Operation(
            summary = "Correct this participant's teacher reference number",
            description = "As the teacher register did. The id stays, and a registration under the old number still"
                    + " finds this participant, unless old_trn_is_anothers is true. A record that has the new number is about the same person, and is"
                    + " merged into this one, or the call is refused with the reason why it can't be.")
    @RequestBody(content = @Content(examples = @ExampleObject(name = "new number", value = """
                    {"trn": "3104873"}""")))
    public Uni<TrnView> correctTrn(UUID id, @Nullable TrnRequest body) {
        TrnRequest request = Body.required(body);
        return idempotencyGuard.once(request, TrnView.class, () -> trns.correct(
                        id, request.trn(), Boolean.TRUE.equals(request.oldTrnIsAnothers()), time.cause())
                .map(TrnView::of));
    }

    @DELETE
    @Operation(
            summary = "Delete a participant who never started",
            description = "Removes the person from every service and topic. Refused once a lead provider has reported"
                    + " or declared anything about their training, or induction was recorded.")
    public Uni<Void> delete(UUID id) {
        return idempotencyGuard.once(null, Void.class, () -> deletions.delete(id, time.cause()));
    }
}
