package uk.gov.education.training.schoolupdates;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.platform.messaging.Cause;
import uk.gov.education.training.platform.web.ApiException;
import uk.gov.education.training.schoolupdates.domain.Merging;
import uk.gov.education.training.schoolupdates.domain.ReportContext;
import uk.gov.education.training.schoolupdates.store.Transactions;

/** DfE support makes one record of two that are about the same person. */
@ApplicationScoped
public class MergeParticipants {

    private final Transactions transactions;
    private final MentorshipLock mentorshipLock;
    private final MergeFacts facts;
    private final SchoolParticipants records;

    MergeParticipants(
            Transactions transactions, MentorshipLock mentorshipLock, MergeFacts facts, SchoolParticipants records) {
        this.transactions = transactions;
        this.mentorshipLock = mentorshipLock;
        this.facts = facts;
        this.records = records;
    }

    /** @param into whose record stays */
    public Uni<StoredParticipant> merge(UUID from, @Nullable UUID into, Cause cause) {
        if (into == null) {
            throw ApiException.invalid("into", "Give the id of the participant whose record stays.");
        }
        ReportContext reportContext = Judged.occasion(cause);
        return transactions.change(() -> mentorshipLock
                .lock(List.of(from, into), LocalDate.MIN)
                .invoke(locked -> SchoolParticipants.requireKnown(locked, from))
                .invoke(locked -> {
                    if (!locked.rows().containsKey(into)) {
                        throw ApiException.invalid("into", "There is no participant with this id.");
                    }
                })
                .chain(locked -> facts.of(from, into, locked, reportContext)
                        .chain(said -> records.keep(
                                locked.rows(),
                                into,
                                Merging.decide(from, into, locked.people(), said, reportContext),
                                cause))));
    }
}
