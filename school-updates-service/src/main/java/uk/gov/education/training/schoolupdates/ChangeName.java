package uk.gov.education.training.schoolupdates;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.platform.messaging.Cause;
import uk.gov.education.training.schoolupdates.domain.NameChange;
import uk.gov.education.training.schoolupdates.domain.StoredParticipant;
import uk.gov.education.training.schoolupdates.reports.LockParticipants;
import uk.gov.education.training.schoolupdates.reports.SaveReport;

/** Corrects a participant's name. */
@ApplicationScoped
public class ChangeName {

    private final LockParticipants lockParticipants;
    private final SaveReport saveReport;

    ChangeName(LockParticipants lockParticipants, SaveReport saveReport) {
        this.lockParticipants = lockParticipants;
        this.saveReport = saveReport;
    }

    public Uni<StoredParticipant> change(
            SqlConnection tx, String schoolUrn, UUID id, @Nullable String fullName, Cause cause) {
        return lockParticipants
                .atSchool(tx, schoolUrn, id)
                .chain(locked -> saveReport.save(tx, locked, id, NameChange.decide(locked.get(id), fullName), cause));
    }
}
