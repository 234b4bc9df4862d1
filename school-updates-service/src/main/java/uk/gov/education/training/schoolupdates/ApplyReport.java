package uk.gov.education.training.schoolupdates;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.UUID;
import uk.gov.education.training.events.SchoolReport;
import uk.gov.education.training.events.SchoolRequest;
import uk.gov.education.training.platform.messaging.Cause;
import uk.gov.education.training.platform.web.ApiException;
import uk.gov.education.training.schoolupdates.domain.EctRegistration;
import uk.gov.education.training.schoolupdates.domain.MentorRegistration;
import uk.gov.education.training.schoolupdates.domain.StoredParticipant;
import uk.gov.education.training.schoolupdates.reports.LockParticipants;

/** Applies a report that the school portal published, by the use case that REST calls for the same request. */
@ApplicationScoped
public class ApplyReport {

    private final RegisterEct registerEct;
    private final RegisterMentor registerMentor;
    private final ApplyReportedChange applyReportedChange;
    private final LockParticipants lockParticipants;

    ApplyReport(
            RegisterEct registerEct,
            RegisterMentor registerMentor,
            ApplyReportedChange applyReportedChange,
            LockParticipants lockParticipants) {
        this.registerEct = registerEct;
        this.registerMentor = registerMentor;
        this.applyReportedChange = applyReportedChange;
        this.lockParticipants = lockParticipants;
    }

    /** @throws ApiException with every reason, if the report is refused */
    public Uni<StoredParticipant> apply(SqlConnection tx, SchoolReport report, Cause cause) {
        return switch (report.request()) {
            case SchoolRequest.RegisterEct request ->
                registerEct.register(
                        tx,
                        report.schoolUrn(),
                        new EctRegistration.Details(
                                request.trn(),
                                request.fullName(),
                                request.email(),
                                request.startedOn(),
                                request.workingPattern(),
                                request.trainingProgramme(),
                                request.leadProviderId()),
                        Optional.empty(),
                        cause);
            case SchoolRequest.RegisterMentor request ->
                registerMentor.register(
                        tx,
                        report.schoolUrn(),
                        new MentorRegistration.Details(
                                request.trn(),
                                request.fullName(),
                                request.email(),
                                request.startedOn(),
                                request.mentoringAtNewSchoolOnly(),
                                request.ectId(),
                                request.leadProviderId()),
                        Optional.empty(),
                        cause);
            default -> requireExpectedVersion(tx, report).chain(() -> applyReportedChange.apply(tx, report, cause));
        };
    }

    /** Locks the participant, so that the version is still the same when the change is decided. */
    private Uni<Void> requireExpectedVersion(SqlConnection tx, SchoolReport report) {
        Long expected = report.expectedVersion();
        UUID id = report.participantId();
        if (expected == null || id == null) {
            return Uni.createFrom().voidItem();
        }
        return lockParticipants
                .atSchool(tx, report.schoolUrn(), id)
                .invoke(locked -> {
                    long version = locked.rows().get(id).version();
                    if (version != expected) {
                        throw ApiException.invalid(
                                "expected_version",
                                "The participant has changed since: the version is " + version
                                        + ". Look at them again, and report with this version.");
                    }
                })
                .replaceWithVoid();
    }
}
