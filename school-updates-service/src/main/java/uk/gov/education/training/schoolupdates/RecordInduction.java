package uk.gov.education.training.schoolupdates;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.events.Participant;
import uk.gov.education.training.events.delivery.Cause;
import uk.gov.education.training.events.edge.Refusal;
import uk.gov.education.training.schoolupdates.domain.Inductions;
import uk.gov.education.training.schoolupdates.domain.Occasion;
import uk.gov.education.training.schoolupdates.store.Transactions;

/** Appropriate bodies record ECTs' induction. With an outcome, the mentor's record changes too. */
@ApplicationScoped
public class RecordInduction {

    private final Transactions transactions;
    private final Together together;
    private final SchoolRecords records;

    RecordInduction(Transactions transactions, Together together, SchoolRecords records) {
        this.transactions = transactions;
        this.together = together;
        this.records = records;
    }

    public Uni<Recorded> open(UUID ectId, @Nullable LocalDate startedOn, Cause cause) {
        Occasion occasion = Judged.occasion(cause);
        return transactions.change(() -> records.lock(ectId)
                .chain(row -> records.keep(
                        Map.of(ectId, row), ectId, Inductions.open(row.facts(), startedOn, occasion), cause)));
    }

    public Uni<Recorded> close(UUID ectId, UUID periodId, Inductions.End end, Cause cause) {
        Occasion occasion = Judged.occasion(cause);
        return transactions.change(() -> together.lock(List.of(ectId), occasion.today())
                .invoke(locked -> SchoolRecords.requireKnown(locked, ectId))
                .invoke(locked -> requirePeriod(locked.rows().get(ectId).facts(), periodId))
                .chain(locked -> records.keep(
                        locked.rows(),
                        ectId,
                        Inductions.close(ectId, periodId, end, locked.people(), occasion),
                        cause)));
    }

    private static void requirePeriod(Participant ect, UUID periodId) {
        if (ect.inductionPeriods().stream().noneMatch(period -> period.id().equals(periodId))) {
            throw Refusal.notFound("period_id", "This ECT has no induction period with this id.");
        }
    }

    public Uni<Recorded> find(UUID ectId) {
        return records.find(ectId);
    }
}
