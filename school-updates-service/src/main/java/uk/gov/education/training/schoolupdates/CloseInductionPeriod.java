package uk.gov.education.training.schoolupdates;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import uk.gov.education.training.events.Participant;
import uk.gov.education.training.platform.messaging.Cause;
import uk.gov.education.training.platform.web.ApiException;
import uk.gov.education.training.schoolupdates.domain.Inductions;
import uk.gov.education.training.schoolupdates.domain.ReportContext;
import uk.gov.education.training.schoolupdates.domain.StoredParticipant;
import uk.gov.education.training.schoolupdates.reports.LockParticipants;
import uk.gov.education.training.schoolupdates.reports.ReportContexts;
import uk.gov.education.training.schoolupdates.reports.SaveReport;

/** Records how an ECT's induction period ends. With an outcome, the mentor's record changes too. */
@ApplicationScoped
public class CloseInductionPeriod {

    private final LockParticipants lockParticipants;
    private final SaveReport saveReport;

    CloseInductionPeriod(LockParticipants lockParticipants, SaveReport saveReport) {
        this.lockParticipants = lockParticipants;
        this.saveReport = saveReport;
    }

    public Uni<StoredParticipant> close(SqlConnection tx, UUID ectId, UUID periodId, Inductions.End end, Cause cause) {
        ReportContext reportContext = ReportContexts.create(cause);
        return lockParticipants
                .withMentorships(tx, List.of(ectId), reportContext.today())
                .invoke(locked -> locked.requireKnown(ectId))
                .invoke(locked -> requirePeriod(locked.get(ectId), periodId))
                .chain(locked -> saveReport.save(
                        tx,
                        locked,
                        ectId,
                        Inductions.close(ectId, periodId, end, locked.affected(), reportContext),
                        cause));
    }

    private static void requirePeriod(Participant ect, UUID periodId) {
        if (ect.inductionPeriods().stream().noneMatch(period -> period.id().equals(periodId))) {
            throw ApiException.notFound("period_id", "This ECT has no induction period with this id.");
        }
    }
}
