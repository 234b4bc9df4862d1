package uk.gov.education.training.schoolupdates;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.platform.messaging.Cause;
import uk.gov.education.training.schoolupdates.MentorshipLock.Locked;
import uk.gov.education.training.schoolupdates.domain.Merging.Said;
import uk.gov.education.training.schoolupdates.domain.ReportContext;
import uk.gov.education.training.schoolupdates.domain.TrnCorrection;
import uk.gov.education.training.schoolupdates.store.Participants;
import uk.gov.education.training.schoolupdates.store.Transactions;

/**
 * DfE support replaces a person's teacher reference number, as the teacher register did. The old number goes on leading
 * to the person, since the register gives no number to a second one; unless it was someone else's all along, and was
 * given by mistake.
 */
@ApplicationScoped
public class CorrectTrn {

    private final Transactions transactions;
    private final Participants participants;
    private final MentorshipLock mentorshipLock;
    private final MergeFacts facts;
    private final SchoolParticipants records;

    CorrectTrn(
            Transactions transactions,
            Participants participants,
            MentorshipLock mentorshipLock,
            MergeFacts facts,
            SchoolParticipants records) {
        this.transactions = transactions;
        this.participants = participants;
        this.mentorshipLock = mentorshipLock;
        this.facts = facts;
        this.records = records;
    }

    /** @param isAnothers whether the number until now is another person's, and was a mistake */
    public Uni<StoredParticipant> correct(UUID id, @Nullable String trn, boolean isAnothers, Cause cause) {
        ReportContext reportContext = Judged.occasion(cause);
        return transactions.change(() -> participants
                .idOf(trn)
                .map(holder -> holder.filter(found -> !found.equals(id)))
                .chain(holder -> mentorshipLock
                        .lock(Stream.concat(Stream.of(id), holder.stream()).toList(), LocalDate.MIN)
                        .invoke(locked -> SchoolParticipants.requireKnown(locked, id))
                        .invoke(locked -> SchoolParticipants.requireStill(locked, holder))
                        .chain(locked -> said(id, holder, locked, reportContext)
                                .chain(said -> records.keep(
                                        locked.rows(),
                                        id,
                                        TrnCorrection.decide(id, trn, holder, locked.people(), said, reportContext),
                                        cause))
                                .call(() -> isAnothers
                                        ? participants.release(locked.rows().get(id))
                                        : Uni.createFrom().voidItem()))));
    }

    private Uni<Said> said(UUID id, Optional<UUID> holder, Locked locked, ReportContext reportContext) {
        return holder.map(other -> facts.of(id, other, locked, reportContext))
                .orElseGet(() -> Uni.createFrom().item(new Said(List.of(), Map.of(), Set.of(), Map.of())));
    }
}
