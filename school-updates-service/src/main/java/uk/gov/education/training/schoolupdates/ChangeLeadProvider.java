package uk.gov.education.training.schoolupdates;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.events.Role;
import uk.gov.education.training.platform.messaging.Cause;
import uk.gov.education.training.schoolupdates.domain.LeadProviderChange;
import uk.gov.education.training.schoolupdates.domain.ReportContext;
import uk.gov.education.training.schoolupdates.store.Transactions;

/** A school moves someone to another lead provider. */
@ApplicationScoped
public class ChangeLeadProvider {

    private final Transactions transactions;
    private final LoadRuleContext loadRuleContext;
    private final SchoolParticipants records;

    ChangeLeadProvider(Transactions transactions, LoadRuleContext loadRuleContext, SchoolParticipants records) {
        this.transactions = transactions;
        this.loadRuleContext = loadRuleContext;
        this.records = records;
    }

    public Uni<StoredParticipant> change(
            String schoolUrn, UUID id, @Nullable Role role, @Nullable UUID leadProviderId, Cause cause) {
        ReportContext reportContext = Judged.occasion(cause);
        return transactions.change(() -> records.holdSchool(schoolUrn)
                .chain(() -> records.lock(schoolUrn, id))
                .chain(row -> loadRuleContext
                        .of(schoolUrn, reportContext, leadProviderId, Set.of(id))
                        .chain(setting -> records.keep(
                                Map.of(id, row),
                                id,
                                LeadProviderChange.decide(row.facts(), role, leadProviderId, setting),
                                cause))));
    }
}
