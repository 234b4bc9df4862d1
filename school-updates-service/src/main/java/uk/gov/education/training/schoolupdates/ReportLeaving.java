package uk.gov.education.training.schoolupdates;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.events.Role;
import uk.gov.education.training.platform.messaging.Cause;
import uk.gov.education.training.schoolupdates.domain.LeavingRules;
import uk.gov.education.training.schoolupdates.domain.ReportContext;
import uk.gov.education.training.schoolupdates.store.Transactions;

/** A school reports that someone leaves. The records of those whom they mentor, or who mentors them, change too. */
@ApplicationScoped
public class ReportLeaving {

    private final Transactions transactions;
    private final MentorshipLock mentorshipLock;
    private final SchoolParticipants records;

    ReportLeaving(Transactions transactions, MentorshipLock mentorshipLock, SchoolParticipants records) {
        this.transactions = transactions;
        this.mentorshipLock = mentorshipLock;
        this.records = records;
    }

    public Uni<StoredParticipant> report(
            String schoolUrn, UUID id, @Nullable Role role, @Nullable LocalDate leavingOn, Cause cause) {
        ReportContext reportContext = Judged.occasion(cause);
        return transactions.change(() -> mentorshipLock
                .lock(List.of(id), Judged.earliest(leavingOn, reportContext))
                .invoke(locked -> SchoolParticipants.requireAtSchool(locked, schoolUrn, id))
                .chain(locked -> records.keep(
                        locked.rows(),
                        id,
                        LeavingRules.decide(id, role, leavingOn, locked.people(), schoolUrn, reportContext),
                        cause)));
    }
}
