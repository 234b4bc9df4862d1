package uk.gov.education.training.schoolupdates;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.platform.messaging.Cause;
import uk.gov.education.training.schoolupdates.domain.Inductions;
import uk.gov.education.training.schoolupdates.domain.ReportContext;
import uk.gov.education.training.schoolupdates.domain.StoredParticipant;
import uk.gov.education.training.schoolupdates.reports.LockParticipants;
import uk.gov.education.training.schoolupdates.reports.ReportContexts;
import uk.gov.education.training.schoolupdates.reports.SaveReport;

/** Records that an ECT's induction begins with an appropriate body. */
@ApplicationScoped
public class OpenInductionPeriod {

    private final LockParticipants lockParticipants;
    private final SaveReport saveReport;

    OpenInductionPeriod(LockParticipants lockParticipants, SaveReport saveReport) {
        this.lockParticipants = lockParticipants;
        this.saveReport = saveReport;
    }

    public Uni<StoredParticipant> open(SqlConnection tx, UUID ectId, @Nullable LocalDate startedOn, Cause cause) {
        ReportContext reportContext = ReportContexts.create(cause);
        return lockParticipants
                .known(tx, ectId)
                .chain(locked -> saveReport.save(
                        tx, locked, ectId, Inductions.open(locked.get(ectId), startedOn, reportContext), cause));
    }
}
