package uk.gov.education.training.schoolupdates;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.events.Role;
import uk.gov.education.training.events.delivery.Cause;
import uk.gov.education.training.schoolupdates.domain.Leaving;
import uk.gov.education.training.schoolupdates.domain.Occasion;
import uk.gov.education.training.schoolupdates.store.Transactions;

/** A school reports that someone leaves. The records of those whom they mentor, or who mentors them, change too. */
@ApplicationScoped
public class ReportLeaving {

    private final Transactions transactions;
    private final Together together;
    private final SchoolRecords records;

    ReportLeaving(Transactions transactions, Together together, SchoolRecords records) {
        this.transactions = transactions;
        this.together = together;
        this.records = records;
    }

    public Uni<Recorded> report(
            String schoolUrn, UUID id, @Nullable Role role, @Nullable LocalDate leavingOn, Cause cause) {
        Occasion occasion = Judged.occasion(cause);
        return transactions.change(() -> together.lock(List.of(id), Judged.earliest(leavingOn, occasion))
                .invoke(locked -> SchoolRecords.requireAtSchool(locked, schoolUrn, id))
                .chain(locked -> records.keep(
                        locked.rows(),
                        id,
                        Leaving.decide(id, role, leavingOn, locked.people(), schoolUrn, occasion),
                        cause)));
    }
}
