package uk.gov.education.training.providerapi.rest;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.platform.rules.Verdict;
import uk.gov.education.training.platform.rules.Verdict.Accepted;
import uk.gov.education.training.platform.rules.Verdict.Refused;
import uk.gov.education.training.platform.web.OwnRequestValidation;
import uk.gov.education.training.platform.web.RequestTime;
import uk.gov.education.training.platform.web.Scope;
import uk.gov.education.training.providerapi.ChangeSchedule;
import uk.gov.education.training.providerapi.DeferTraining;
import uk.gov.education.training.providerapi.ResumeTraining;
import uk.gov.education.training.providerapi.WithdrawTraining;
import uk.gov.education.training.providerapi.documents.ParticipantDocuments;
import uk.gov.education.training.providerapi.domain.training.ScheduleChangeRequest;
import uk.gov.education.training.providerapi.store.DocumentKind;

/** The actions of the lead provider whose token is presented on its participants' training. */
@OwnRequestValidation
@Path("/api/v3/participants")
@RolesAllowed(Scope.LEAD_PROVIDER)
class TrainingActionsResource {

    private final DocumentResponses documentResponses;
    private final DeferTraining deferTraining;
    private final WithdrawTraining withdrawTraining;
    private final ResumeTraining resumeTraining;
    private final ChangeSchedule changeSchedule;
    private final RequestTime requestTime;

    TrainingActionsResource(
            DocumentResponses documentResponses,
            DeferTraining deferTraining,
            WithdrawTraining withdrawTraining,
            ResumeTraining resumeTraining,
            ChangeSchedule changeSchedule,
            RequestTime requestTime) {
        this.documentResponses = documentResponses;
        this.deferTraining = deferTraining;
        this.withdrawTraining = withdrawTraining;
        this.resumeTraining = resumeTraining;
        this.changeSchedule = changeSchedule;
        this.requestTime = requestTime;
    }

    @PUT
    @Path("/{id}/defer")
    public Uni<Response> defer(String id, @Nullable RequestBodyReader body) {
        ActionBody action = ActionBody.of(body, "course_identifier", "reason");
        UUID participantId = DocumentResponses.id(id);
        return deferTraining.defer(
                        documentResponses.leadProvider(),
                        participantId,
                        action.role(),
                        action.text("reason"),
                        requestTime.cause())
                .map(verdict -> answer(participantId, verdict));
    }

    @PUT
    @Path("/{id}/withdraw")
    public Uni<Response> withdraw(String id, @Nullable RequestBodyReader body) {
        ActionBody action = ActionBody.of(body, "course_identifier", "reason");
        UUID participantId = DocumentResponses.id(id);
        return withdrawTraining.withdraw(
                        documentResponses.leadProvider(),
                        participantId,
                        action.role(),
                        action.text("reason"),
                        requestTime.cause())
                .map(verdict -> answer(participantId, verdict));
    }

    @PUT
    @Path("/{id}/resume")
    public Uni<Response> resume(String id, @Nullable RequestBodyReader body) {
        ActionBody action = ActionBody.of(body, "course_identifier");
        UUID participantId = DocumentResponses.id(id);
        return resumeTraining.resume(documentResponses.leadProvider(), participantId, action.role(), requestTime.cause())
                .map(verdict -> answer(participantId, verdict));
    }

    @PUT
    @Path("/{id}/change-schedule")
    public Uni<Response> changeSchedule(String id, @Nullable RequestBodyReader body) {
        ActionBody action = ActionBody.of(body, "course_identifier", "schedule_identifier", "cohort");
        UUID participantId = DocumentResponses.id(id);
        return changeSchedule.change(
                        documentResponses.leadProvider(),
                        participantId,
                        new ScheduleChangeRequest(
                                action.role(), action.text("schedule_identifier"), action.text("cohort")),
                        requestTime.cause())
                .map(verdict -> answer(participantId, verdict));
    }

    private Response answer(UUID participantId, Optional<Verdict<ParticipantDocuments>> verdict) {
        return switch (verdict.orElseThrow(DocumentResponses::notFound)) {
            case Accepted<ParticipantDocuments>(ParticipantDocuments documents) ->
                documentResponses.show(DocumentKind.PARTICIPANT, participantId, documents);
            case Refused<ParticipantDocuments> refused -> throw DocumentResponses.refused(refused.reasons());
        };
    }
}
