package uk.gov.education.training.providerapi.rest;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.platform.rules.Verdict;
import uk.gov.education.training.platform.web.ApiException;
import uk.gov.education.training.platform.web.IdempotentRequests;
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
    private final IdempotentRequests idempotentRequests;

    TrainingActionsResource(
            DocumentResponses documentResponses,
            DeferTraining deferTraining,
            WithdrawTraining withdrawTraining,
            ResumeTraining resumeTraining,
            ChangeSchedule changeSchedule,
            RequestTime requestTime,
            IdempotentRequests idempotentRequests) {
        this.documentResponses = documentResponses;
        this.deferTraining = deferTraining;
        this.withdrawTraining = withdrawTraining;
        this.resumeTraining = resumeTraining;
        this.changeSchedule = changeSchedule;
        this.requestTime = requestTime;
        this.idempotentRequests = idempotentRequests;
    }

    @PUT
    @Path("/{id}/defer")
    public Uni<Response> defer(String id, @Nullable RequestBodyReader body) {
        ActionBody action = ActionBody.of(body, "course_identifier", "reason");
        UUID participantId = DocumentResponses.id(id);
        return once(
                participantId,
                action,
                tx -> deferTraining.defer(
                        tx,
                        documentResponses.leadProvider(),
                        participantId,
                        action.role(),
                        action.text("reason"),
                        requestTime.cause()));
    }

    @PUT
    @Path("/{id}/withdraw")
    public Uni<Response> withdraw(String id, @Nullable RequestBodyReader body) {
        ActionBody action = ActionBody.of(body, "course_identifier", "reason");
        UUID participantId = DocumentResponses.id(id);
        return once(
                participantId,
                action,
                tx -> withdrawTraining.withdraw(
                        tx,
                        documentResponses.leadProvider(),
                        participantId,
                        action.role(),
                        action.text("reason"),
                        requestTime.cause()));
    }

    @PUT
    @Path("/{id}/resume")
    public Uni<Response> resume(String id, @Nullable RequestBodyReader body) {
        ActionBody action = ActionBody.of(body, "course_identifier");
        UUID participantId = DocumentResponses.id(id);
        return once(
                participantId,
                action,
                tx -> resumeTraining.resume(
                        tx, documentResponses.leadProvider(), participantId, action.role(), requestTime.cause()));
    }

    @PUT
    @Path("/{id}/change-schedule")
    public Uni<Response> changeSchedule(String id, @Nullable RequestBodyReader body) {
        ActionBody action = ActionBody.of(body, "course_identifier", "schedule_identifier", "cohort");
        UUID participantId = DocumentResponses.id(id);
        return once(
                participantId,
                action,
                tx -> changeSchedule.change(
                        tx,
                        documentResponses.leadProvider(),
                        participantId,
                        new ScheduleChangeRequest(
                                action.role(), action.text("schedule_identifier"), action.text("cohort")),
                        requestTime.cause()));
    }

    private Uni<Response> once(
            UUID participantId,
            ActionBody action,
            Function<SqlConnection, Uni<Optional<Verdict<ParticipantDocuments>>>> work) {
        return idempotentRequests
                .once(action.values(), ChangeAnswer.class, tx -> work.apply(tx)
                        .map(verdict -> verdict.orElseThrow(DocumentResponses::notFound))
                        .map(verdict -> documentResponses.changed(
                                DocumentKind.PARTICIPANT, participantId, ApiException.requireAccepted(verdict))))
                .map(documentResponses::of);
    }
}
