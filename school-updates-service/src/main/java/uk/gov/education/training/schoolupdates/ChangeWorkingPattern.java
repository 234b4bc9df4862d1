package uk.gov.education.training.schoolupdates;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.events.WorkingPattern;
import uk.gov.education.training.platform.messaging.Cause;
import uk.gov.education.training.schoolupdates.domain.StoredParticipant;
import uk.gov.education.training.schoolupdates.domain.WorkingPatternChange;
import uk.gov.education.training.schoolupdates.reports.LockParticipants;
import uk.gov.education.training.schoolupdates.reports.SaveReport;

/** Changes an ECT's working pattern. */
@ApplicationScoped
public class ChangeWorkingPattern {

    private final LockParticipants lockParticipants;
    private final SaveReport saveReport;

    ChangeWorkingPattern(LockParticipants lockParticipants, SaveReport saveReport) {
        this.lockParticipants = lockParticipants;
        this.saveReport = saveReport;
    }

    public Uni<StoredParticipant> change(
            SqlConnection tx, String schoolUrn, UUID id, @Nullable WorkingPattern workingPattern, Cause cause) {
        return lockParticipants
                .atSchool(tx, schoolUrn, id)
                .chain(locked -> saveReport.save(
                        tx, locked, id, WorkingPatternChange.decide(locked.get(id), schoolUrn, workingPattern), cause));
    }
}
