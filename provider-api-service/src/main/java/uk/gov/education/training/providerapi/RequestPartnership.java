package uk.gov.education.training.providerapi;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import uk.gov.education.training.events.Partnership;
import uk.gov.education.training.events.Topics;
import uk.gov.education.training.platform.messaging.Cause;
import uk.gov.education.training.platform.messaging.ReturnedFacts;
import uk.gov.education.training.platform.messaging.ReturnedFacts.Returned;
import uk.gov.education.training.platform.messaging.Transactions;
import uk.gov.education.training.providerapi.schoolupdates.PartnershipDecision;
import uk.gov.education.training.providerapi.schoolupdates.SchoolUpdatesClient;
import uk.gov.education.training.providerapi.schoolupdates.SchoolUpdatesClient.OwnerRequest;

/**
 * Passes a lead provider's request about a partnership on to the owner of partnerships, and applies what the owner has
 * decided at once. Without that the topics would bring it a moment later.
 */
@ApplicationScoped
public class RequestPartnership {

    private final SchoolUpdatesClient schoolUpdatesClient;
    private final Transactions transactions;
    private final ReturnedFacts returnedFacts;
    private final RefreshSchools refreshSchools;

    RequestPartnership(
            SchoolUpdatesClient schoolUpdatesClient,
            Transactions transactions,
            ReturnedFacts returnedFacts,
            RefreshSchools refreshSchools) {
        this.schoolUpdatesClient = schoolUpdatesClient;
        this.transactions = transactions;
        this.returnedFacts = returnedFacts;
        this.refreshSchools = refreshSchools;
    }

    /**
     * Creates a partnership.
     *
     * @return its id
     * @throws ApiException if the owner refuses it or can't be asked
     */
    public Uni<UUID> create(OwnerRequest request) {
        return schoolUpdatesClient.create(request).chain(decision -> apply(decision, request.cause()));
    }

    /**
     * Changes the delivery partner of a partnership.
     *
     * @return its id
     * @throws ApiException if the owner refuses it or can't be asked
     */
    public Uni<UUID> update(UUID id, OwnerRequest request) {
        return schoolUpdatesClient.update(id, request).chain(decision -> apply(decision, request.cause()));
    }

    private Uni<UUID> apply(PartnershipDecision decision, Cause cause) {
        return transactions
                .inTransaction(tx -> apply(tx, decision, cause))
                .replaceWith(decision.partnership().snapshot().id());
    }

    private Uni<Void> apply(SqlConnection tx, PartnershipDecision decision, Cause cause) {
        Partnership partnership = decision.partnership().snapshot();
        List<Returned<?>> returned = new ArrayList<>();
        returned.add(new Returned<>(
                Topics.PARTNERSHIPS,
                partnership.id().toString(),
                decision.partnership().version(),
                partnership));
        decision.participants()
                .forEach(participant -> returned.add(new Returned<>(
                        Topics.PARTICIPANT_CHANGES,
                        participant.snapshot().id().toString(),
                        participant.version(),
                        participant.snapshot())));
        return returnedFacts
                .apply(tx, returned, cause)
                .chain(() -> refreshSchools.lockAndRefresh(tx, Set.of(partnership.schoolUrn())));
    }
}
