package uk.gov.education.training.schoolupdates;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.events.TrainingProgramme;
import uk.gov.education.training.platform.messaging.Cause;
import uk.gov.education.training.schoolupdates.domain.ProgrammeChange;
import uk.gov.education.training.schoolupdates.domain.ReportContext;
import uk.gov.education.training.schoolupdates.domain.StoredParticipant;
import uk.gov.education.training.schoolupdates.reports.LoadRuleContext;
import uk.gov.education.training.schoolupdates.reports.LockParticipants;
import uk.gov.education.training.schoolupdates.reports.ReportContexts;
import uk.gov.education.training.schoolupdates.reports.SaveReport;
import uk.gov.education.training.schoolupdates.schools.FindSchool;

/** Changes an ECT's training programme. The mentor's own training may begin with it. */
@ApplicationScoped
public class ChangeTrainingProgramme {

    private final FindSchool findSchool;
    private final LockParticipants lockParticipants;
    private final LoadRuleContext loadRuleContext;
    private final SaveReport saveReport;

    ChangeTrainingProgramme(
            FindSchool findSchool,
            LockParticipants lockParticipants,
            LoadRuleContext loadRuleContext,
            SaveReport saveReport) {
        this.findSchool = findSchool;
        this.lockParticipants = lockParticipants;
        this.loadRuleContext = loadRuleContext;
        this.saveReport = saveReport;
    }

    public Uni<StoredParticipant> change(
            SqlConnection tx,
            String schoolUrn,
            UUID id,
            @Nullable TrainingProgramme programme,
            @Nullable UUID leadProviderId,
            Cause cause) {
        ReportContext reportContext = ReportContexts.create(cause);
        return findSchool
                .lockForShare(tx, schoolUrn)
                .chain(() -> lockParticipants.withMentorships(tx, List.of(id), reportContext.today()))
                .invoke(locked -> locked.requireAtSchool(id, schoolUrn))
                .chain(locked -> loadRuleContext
                        .load(tx, schoolUrn, reportContext, leadProviderId, locked.ids())
                        .map(ruleContext ->
                                ProgrammeChange.decide(id, programme, leadProviderId, locked.affected(), ruleContext))
                        .chain(verdict -> saveReport.save(tx, locked, id, verdict, cause)));
    }
}
