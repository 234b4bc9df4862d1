package uk.gov.education.training.schoolupdates;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.events.Participant;
import uk.gov.education.training.platform.messaging.Cause;
import uk.gov.education.training.platform.web.ApiException;
import uk.gov.education.training.schoolupdates.domain.Inductions;
import uk.gov.education.training.schoolupdates.domain.ReportContext;
import uk.gov.education.training.schoolupdates.store.Transactions;

/** Appropriate bodies record ECTs' induction. With an outcome, the mentor's record changes too. */
@ApplicationScoped
public class RecordInduction {

    private final Transactions transactions;
    private final MentorshipLock mentorshipLock;
    private final SchoolParticipants records;

    RecordInduction(Transactions transactions, MentorshipLock mentorshipLock, SchoolParticipants records) {
        this.transactions = transactions;
        this.mentorshipLock = mentorshipLock;
        this.records = records;
    }

    public Uni<StoredParticipant> open(UUID ectId, @Nullable LocalDate startedOn, Cause cause) {
        ReportContext reportContext = Judged.occasion(cause);
        return transactions.change(() -> records.lock(ectId)
                .chain(row -> records.keep(
                        Map.of(ectId, row), ectId, Inductions.open(row.facts(), startedOn, reportContext), cause)));
    }

    public Uni<StoredParticipant> close(UUID ectId, UUID periodId, Inductions.End end, Cause cause) {
        ReportContext reportContext = Judged.occasion(cause);
        return transactions.change(() -> mentorshipLock
                .lock(List.of(ectId), reportContext.today())
                .invoke(locked -> SchoolParticipants.requireKnown(locked, ectId))
                .invoke(locked -> requirePeriod(locked.rows().get(ectId).facts(), periodId))
                .chain(locked -> records.keep(
                        locked.rows(),
                        ectId,
                        Inductions.close(ectId, periodId, end, locked.people(), reportContext),
                        cause)));
    }

    private static void requirePeriod(Participant ect, UUID periodId) {
        if (ect.inductionPeriods().stream().noneMatch(period -> period.id().equals(periodId))) {
            throw ApiException.notFound("period_id", "This ECT has no induction period with this id.");
        }
    }

    public Uni<StoredParticipant> find(UUID ectId) {
        return records.find(ectId);
    }
}
