package uk.gov.education.training.schoolupdates;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.events.Role;
import uk.gov.education.training.platform.messaging.Cause;
import uk.gov.education.training.schoolupdates.domain.LeadProviderChange;
import uk.gov.education.training.schoolupdates.domain.ReportContext;
import uk.gov.education.training.schoolupdates.domain.StoredParticipant;
import uk.gov.education.training.schoolupdates.reports.LoadRuleContext;
import uk.gov.education.training.schoolupdates.reports.LockParticipants;
import uk.gov.education.training.schoolupdates.reports.ReportContexts;
import uk.gov.education.training.schoolupdates.reports.SaveReport;
import uk.gov.education.training.schoolupdates.schools.FindSchool;

/** Moves a participant to another lead provider. */
@ApplicationScoped
public class ChangeLeadProvider {

    private final FindSchool findSchool;
    private final LockParticipants lockParticipants;
    private final LoadRuleContext loadRuleContext;
    private final SaveReport saveReport;

    ChangeLeadProvider(
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
            @Nullable Role role,
            @Nullable UUID leadProviderId,
            Cause cause) {
        ReportContext reportContext = ReportContexts.create(cause);
        return findSchool
                .lockForShare(tx, schoolUrn)
                .chain(() -> lockParticipants.atSchool(tx, schoolUrn, id))
                .chain(locked -> loadRuleContext
                        .load(tx, schoolUrn, reportContext, leadProviderId, locked.ids())
                        .map(ruleContext ->
                                LeadProviderChange.decide(locked.get(id), role, leadProviderId, ruleContext))
                        .chain(verdict -> saveReport.save(tx, locked, id, verdict, cause)));
    }
}
