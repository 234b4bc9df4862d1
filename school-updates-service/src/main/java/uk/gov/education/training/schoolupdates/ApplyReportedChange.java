package uk.gov.education.training.schoolupdates;

import static java.util.Objects.requireNonNull;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import uk.gov.education.training.events.SchoolReport;
import uk.gov.education.training.events.SchoolRequest;
import uk.gov.education.training.platform.messaging.Cause;
import uk.gov.education.training.schoolupdates.domain.StoredParticipant;

/** Applies a report about a participant whom the school has registered, by the use case that REST calls. */
@ApplicationScoped
class ApplyReportedChange {

    private final ChangeName changeName;
    private final ChangeEmail changeEmail;
    private final ChangeWorkingPattern changeWorkingPattern;
    private final ReportLeaving reportLeaving;
    private final AssignMentor assignMentor;
    private final ChangeTrainingProgramme changeTrainingProgramme;
    private final ChangeLeadProvider changeLeadProvider;

    ApplyReportedChange(
            ChangeName changeName,
            ChangeEmail changeEmail,
            ChangeWorkingPattern changeWorkingPattern,
            ReportLeaving reportLeaving,
            AssignMentor assignMentor,
            ChangeTrainingProgramme changeTrainingProgramme,
            ChangeLeadProvider changeLeadProvider) {
        this.changeName = changeName;
        this.changeEmail = changeEmail;
        this.changeWorkingPattern = changeWorkingPattern;
        this.reportLeaving = reportLeaving;
        this.assignMentor = assignMentor;
        this.changeTrainingProgramme = changeTrainingProgramme;
        this.changeLeadProvider = changeLeadProvider;
    }

    Uni<StoredParticipant> apply(SqlConnection tx, SchoolReport report, Cause cause) {
        String urn = report.schoolUrn();
        UUID id = requireNonNull(report.participantId());
        return switch (report.request()) {
            case SchoolRequest.ChangeName request -> changeName.change(tx, urn, id, request.fullName(), cause);
            case SchoolRequest.ChangeEmail request ->
                changeEmail.change(tx, urn, id, request.participantType(), request.email(), cause);
            case SchoolRequest.ChangeWorkingPattern request ->
                changeWorkingPattern.change(tx, urn, id, request.workingPattern(), cause);
            case SchoolRequest.ReportLeaving request ->
                reportLeaving.report(tx, urn, id, request.participantType(), request.leavingOn(), cause);
            case SchoolRequest.AssignMentor request ->
                assignMentor.assign(tx, urn, id, request.mentorId(), request.leadProviderId(), cause);
            case SchoolRequest.ChangeTrainingProgramme request ->
                changeTrainingProgramme.change(
                        tx, urn, id, request.trainingProgramme(), request.leadProviderId(), cause);
            case SchoolRequest.ChangeLeadProvider request ->
                changeLeadProvider.change(tx, urn, id, request.participantType(), request.leadProviderId(), cause);
            case SchoolRequest.RegisterEct registration -> throw noChange(registration);
            case SchoolRequest.RegisterMentor registration -> throw noChange(registration);
        };
    }

    private static IllegalArgumentException noChange(SchoolRequest registration) {
        return new IllegalArgumentException("Not about a registered participant: " + registration.getClass());
    }
}
