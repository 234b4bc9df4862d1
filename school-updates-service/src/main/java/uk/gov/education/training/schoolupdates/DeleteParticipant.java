package uk.gov.education.training.schoolupdates;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import uk.gov.education.training.platform.messaging.Cause;
import uk.gov.education.training.schoolupdates.domain.Deletion;
import uk.gov.education.training.schoolupdates.domain.Verdict;
import uk.gov.education.training.schoolupdates.store.Participants;
import uk.gov.education.training.schoolupdates.store.Transactions;
import uk.gov.education.training.schoolupdates.store.UpstreamFacts;

/** DfE support deletes someone who never started: here, and by the end of their key in every service and topic. */
@ApplicationScoped
public class DeleteParticipant {

    private final Transactions transactions;
    private final MentorshipLock mentorshipLock;
    private final Participants participants;
    private final UpstreamFacts others;

    DeleteParticipant(
            Transactions transactions, MentorshipLock mentorshipLock, Participants participants, UpstreamFacts others) {
        this.transactions = transactions;
        this.mentorshipLock = mentorshipLock;
        this.participants = participants;
        this.others = others;
    }

    public Uni<Void> delete(UUID id, Cause cause) {
        return transactions.change(() -> mentorshipLock
                .lock(List.of(id), LocalDate.MIN)
                .invoke(locked -> SchoolParticipants.requireKnown(locked, id))
                .chain(locked -> decide(id, locked)
                        .chain(verdict -> participants.keep(locked.rows(), Judged.changes(verdict), cause))
                        .chain(rows -> participants.remove(rows.get(id)))));
    }

    private Uni<Verdict> decide(UUID id, MentorshipLock.Locked locked) {
        List<UUID> ids = SchoolParticipants.idsOf(locked.rows().get(id).facts());
        return others.trainingReports(ids).chain(reports -> others.declarations(ids)
                .map(declarations -> Deletion.decide(id, reports.values(), declarations.values(), locked.people())));
    }
}
