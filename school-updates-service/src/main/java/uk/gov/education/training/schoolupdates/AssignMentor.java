package uk.gov.education.training.schoolupdates;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.platform.messaging.Cause;
import uk.gov.education.training.schoolupdates.domain.MentorChange;
import uk.gov.education.training.schoolupdates.domain.ReportContext;
import uk.gov.education.training.schoolupdates.domain.StoredParticipant;
import uk.gov.education.training.schoolupdates.reports.LoadRuleContext;
import uk.gov.education.training.schoolupdates.reports.LockParticipants;
import uk.gov.education.training.schoolupdates.reports.ReportContexts;
import uk.gov.education.training.schoolupdates.reports.SaveReport;
import uk.gov.education.training.schoolupdates.schools.FindSchool;

/** Gives an ECT a first or another mentor of the school. Changes the records of up to three people. */
@ApplicationScoped
public class AssignMentor {

    private final FindSchool findSchool;
    private final LockParticipants lockParticipants;
    private final LoadRuleContext loadRuleContext;
    private final SaveReport saveReport;

    AssignMentor(
            FindSchool findSchool,
            LockParticipants lockParticipants,
            LoadRuleContext loadRuleContext,
            SaveReport saveReport) {
        this.findSchool = findSchool;
        this.lockParticipants = lockParticipants;
        this.loadRuleContext = loadRuleContext;
        this.saveReport = saveReport;
    }

    /** @param leadProviderId who trains the mentor, if their own training begins; otherwise the ECT's lead provider */
    public Uni<StoredParticipant> assign(
            SqlConnection tx,
            String schoolUrn,
            UUID ectId,
            @Nullable UUID mentorId,
            @Nullable UUID leadProviderId,
            Cause cause) {
        ReportContext reportContext = ReportContexts.create(cause);
        List<UUID> ids = Stream.of(ectId, mentorId).filter(Objects::nonNull).toList();
        return findSchool
                .lockForShare(tx, schoolUrn)
                .chain(() -> lockParticipants.withMentorships(tx, ids, reportContext.today()))
                .invoke(locked -> locked.requireAtSchool(ectId, schoolUrn))
                .chain(locked -> loadRuleContext
                        .load(tx, schoolUrn, reportContext, leadProviderId, locked.ids())
                        .map(ruleContext ->
                                MentorChange.decide(ectId, mentorId, leadProviderId, locked.affected(), ruleContext))
                        .chain(verdict -> saveReport.save(tx, locked, ectId, verdict, cause)));
    }
}
