package uk.gov.education.training.schoolupdates;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import uk.gov.education.training.events.delivery.Cause;
import uk.gov.education.training.schoolupdates.domain.Deletion;
import uk.gov.education.training.schoolupdates.domain.Verdict;
import uk.gov.education.training.schoolupdates.store.OthersFacts;
import uk.gov.education.training.schoolupdates.store.Participants;
import uk.gov.education.training.schoolupdates.store.Transactions;

/** DfE support deletes someone who never started: here, and by the end of their key in every service and topic. */
@ApplicationScoped
public class DeleteParticipant {

    private final Transactions transactions;
    private final Together together;
    private final Participants participants;
    private final OthersFacts others;

    DeleteParticipant(Transactions transactions, Together together, Participants participants, OthersFacts others) {
        this.transactions = transactions;
        this.together = together;
        this.participants = participants;
        this.others = others;
    }

    public Uni<Void> delete(UUID id, Cause cause) {
        return transactions.change(() -> together.lock(List.of(id), LocalDate.MIN)
                .invoke(locked -> SchoolRecords.requireKnown(locked, id))
                .chain(locked -> decide(id, locked)
                        .chain(verdict -> participants.keep(locked.rows(), Judged.changes(verdict), cause))
                        .chain(rows -> participants.remove(rows.get(id)))));
    }

    private Uni<Verdict> decide(UUID id, Together.Locked locked) {
        List<UUID> ids = SchoolRecords.idsOf(locked.rows().get(id).facts());
        return others.trainingReports(ids).chain(reports -> others.declarations(ids)
                .map(declarations -> Deletion.decide(id, reports.values(), declarations.values(), locked.people())));
    }
}
