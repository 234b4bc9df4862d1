package uk.gov.education.training.schoolupdates;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.events.Role;
import uk.gov.education.training.platform.messaging.Cause;
import uk.gov.education.training.schoolupdates.domain.LeavingRules;
import uk.gov.education.training.schoolupdates.domain.ReportContext;
import uk.gov.education.training.schoolupdates.domain.StoredParticipant;
import uk.gov.education.training.schoolupdates.reports.LockParticipants;
import uk.gov.education.training.schoolupdates.reports.ReportContexts;
import uk.gov.education.training.schoolupdates.reports.SaveReport;

/** Records that a participant leaves a school. The records of their mentors or mentees change too. */
@ApplicationScoped
public class ReportLeaving {

    private final LockParticipants lockParticipants;
    private final SaveReport saveReport;

    ReportLeaving(LockParticipants lockParticipants, SaveReport saveReport) {
        this.lockParticipants = lockParticipants;
        this.saveReport = saveReport;
    }

    public Uni<StoredParticipant> report(
            SqlConnection tx,
            String schoolUrn,
            UUID id,
            @Nullable Role role,
            @Nullable LocalDate leavingOn,
            Cause cause) {
        ReportContext reportContext = ReportContexts.create(cause);
        return lockParticipants
                .withMentorships(tx, List.of(id), reportContext.todayOrEarlier(leavingOn))
                .invoke(locked -> locked.requireAtSchool(id, schoolUrn))
                .chain(locked -> saveReport.save(
                        tx,
                        locked,
                        id,
                        LeavingRules.decide(id, role, leavingOn, locked.affected(), schoolUrn, reportContext),
                        cause));
    }
}
