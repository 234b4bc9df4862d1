package uk.gov.education.training.schoolupdates;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.events.Role;
import uk.gov.education.training.events.delivery.Cause;
import uk.gov.education.training.schoolupdates.domain.LeadProviderChange;
import uk.gov.education.training.schoolupdates.domain.Occasion;
import uk.gov.education.training.schoolupdates.store.Transactions;

/** A school moves someone to another lead provider. */
@ApplicationScoped
public class ChangeLeadProvider {

    private final Transactions transactions;
    private final Settings settings;
    private final SchoolRecords records;

    ChangeLeadProvider(Transactions transactions, Settings settings, SchoolRecords records) {
        this.transactions = transactions;
        this.settings = settings;
        this.records = records;
    }

    public Uni<Recorded> change(
            String schoolUrn, UUID id, @Nullable Role role, @Nullable UUID leadProviderId, Cause cause) {
        Occasion occasion = Judged.occasion(cause);
        return transactions.change(() -> records.holdSchool(schoolUrn)
                .chain(() -> records.lock(schoolUrn, id))
                .chain(row -> settings.of(schoolUrn, occasion, leadProviderId, Set.of(id))
                        .chain(setting -> records.keep(
                                Map.of(id, row),
                                id,
                                LeadProviderChange.decide(row.facts(), role, leadProviderId, setting),
                                cause))));
    }
}
