package uk.gov.education.training.schoolupdates;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.events.Role;
import uk.gov.education.training.platform.messaging.Cause;
import uk.gov.education.training.schoolupdates.domain.EmailChange;
import uk.gov.education.training.schoolupdates.domain.StoredParticipant;
import uk.gov.education.training.schoolupdates.reports.LockParticipants;
import uk.gov.education.training.schoolupdates.reports.SaveReport;

/** Changes the email address that a school has for a participant. */
@ApplicationScoped
public class ChangeEmail {

    private final LockParticipants lockParticipants;
    private final SaveReport saveReport;

    ChangeEmail(LockParticipants lockParticipants, SaveReport saveReport) {
        this.lockParticipants = lockParticipants;
        this.saveReport = saveReport;
    }

    public Uni<StoredParticipant> change(
            SqlConnection tx, String schoolUrn, UUID id, @Nullable Role role, @Nullable String email, Cause cause) {
        return lockParticipants
                .atSchool(tx, schoolUrn, id)
                .chain(locked -> saveReport.save(
                        tx, locked, id, EmailChange.decide(locked.get(id), schoolUrn, role, email), cause));
    }
}
