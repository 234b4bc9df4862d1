package uk.gov.education.training.schoolupdates;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.events.delivery.Cause;
import uk.gov.education.training.events.edge.Refusal;
import uk.gov.education.training.schoolupdates.domain.Merging;
import uk.gov.education.training.schoolupdates.domain.Occasion;
import uk.gov.education.training.schoolupdates.store.Transactions;

/** DfE support makes one record of two that are about the same person. */
@ApplicationScoped
public class MergeParticipants {

    private final Transactions transactions;
    private final Together together;
    private final MergeFacts facts;
    private final SchoolRecords records;

    MergeParticipants(Transactions transactions, Together together, MergeFacts facts, SchoolRecords records) {
        this.transactions = transactions;
        this.together = together;
        this.facts = facts;
        this.records = records;
    }

    /** @param into whose record stays */
    public Uni<Recorded> merge(UUID from, @Nullable UUID into, Cause cause) {
        if (into == null) {
            throw Refusal.invalid("into", "Give the id of the participant whose record stays.");
        }
        Occasion occasion = Judged.occasion(cause);
        return transactions.change(() -> together.lock(List.of(from, into), LocalDate.MIN)
                .invoke(locked -> SchoolRecords.requireKnown(locked, from))
                .invoke(locked -> {
                    if (!locked.rows().containsKey(into)) {
                        throw Refusal.invalid("into", "There is no participant with this id.");
                    }
                })
                .chain(locked -> facts.of(from, into, locked, occasion)
                        .chain(said -> records.keep(
                                locked.rows(),
                                into,
                                Merging.decide(from, into, locked.people(), said, occasion),
                                cause))));
    }
}
