package uk.gov.education.training.schoolupdates;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.platform.messaging.Cause;
import uk.gov.education.training.schoolupdates.domain.NameChange;
import uk.gov.education.training.schoolupdates.store.Transactions;

/** A school corrects someone's name. */
@ApplicationScoped
public class ChangeName {

    private final Transactions transactions;
    private final SchoolParticipants records;

    ChangeName(Transactions transactions, SchoolParticipants records) {
        this.transactions = transactions;
        this.records = records;
    }

    public Uni<StoredParticipant> change(String schoolUrn, UUID id, @Nullable String fullName, Cause cause) {
        return transactions.change(() -> records.lock(schoolUrn, id)
                .chain(row -> records.keep(Map.of(id, row), id, NameChange.decide(row.facts(), fullName), cause)));
    }
}
