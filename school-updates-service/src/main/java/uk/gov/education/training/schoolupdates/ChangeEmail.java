package uk.gov.education.training.schoolupdates;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.events.Role;
import uk.gov.education.training.platform.messaging.Cause;
import uk.gov.education.training.schoolupdates.domain.EmailChange;
import uk.gov.education.training.schoolupdates.store.Transactions;

/** A school changes the address at which it reaches someone. */
@ApplicationScoped
public class ChangeEmail {

    private final Transactions transactions;
    private final SchoolParticipants records;

    ChangeEmail(Transactions transactions, SchoolParticipants records) {
        this.transactions = transactions;
        this.records = records;
    }

    public Uni<StoredParticipant> change(
            String schoolUrn, UUID id, @Nullable Role role, @Nullable String email, Cause cause) {
        return transactions.change(() -> records.lock(schoolUrn, id)
                .chain(row -> records.keep(
                        Map.of(id, row), id, EmailChange.decide(row.facts(), schoolUrn, role, email), cause)));
    }
}
