package uk.gov.education.training.schoolupdates;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.events.WorkingPattern;
import uk.gov.education.training.platform.messaging.Cause;
import uk.gov.education.training.schoolupdates.domain.WorkingPatternChange;
import uk.gov.education.training.schoolupdates.store.Transactions;

/** A school changes an ECT's working pattern. */
@ApplicationScoped
public class ChangeWorkingPattern {

    private final Transactions transactions;
    private final SchoolParticipants records;

    ChangeWorkingPattern(Transactions transactions, SchoolParticipants records) {
        this.transactions = transactions;
        this.records = records;
    }

    public Uni<StoredParticipant> change(
            String schoolUrn, UUID id, @Nullable WorkingPattern workingPattern, Cause cause) {
        return transactions.change(() -> records.lock(schoolUrn, id)
                .chain(row -> records.keep(
                        Map.of(id, row),
                        id,
                        WorkingPatternChange.decide(row.facts(), schoolUrn, workingPattern),
                        cause)));
    }
}
