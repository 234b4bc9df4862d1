package uk.gov.education.training.providerapi;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import org.jboss.logging.Logger;
import uk.gov.education.training.platform.messaging.FactStore;
import uk.gov.education.training.platform.messaging.FailureClassifier;
import uk.gov.education.training.platform.messaging.Transactions;
import uk.gov.education.training.providerapi.documents.UpdateDocuments;
import uk.gov.education.training.providerapi.facts.LoadParticipantFacts;

/** Updates the documents about participants from the stored facts. */
@ApplicationScoped
public class RefreshParticipants {

    private static final Logger LOG = Logger.getLogger(RefreshParticipants.class);

    private final Transactions transactions;
    private final FactStore factStore;
    private final LoadParticipantFacts loadParticipantFacts;
    private final UpdateDocuments updateDocuments;

    RefreshParticipants(
            Transactions transactions,
            FactStore factStore,
            LoadParticipantFacts loadParticipantFacts,
            UpdateDocuments updateDocuments) {
        this.transactions = transactions;
        this.factStore = factStore;
        this.loadParticipantFacts = loadParticipantFacts;
        this.updateDocuments = updateDocuments;
    }

    /** Refreshes participants whose keys the transaction has locked. */
    public Uni<Void> refresh(SqlConnection tx, Collection<String> keys) {
        return loadParticipantFacts
                .load(tx, keys)
                .chain(loaded -> updateDocuments.ofParticipants(tx, keys, loaded))
                .replaceWithVoid();
    }

    /**
     * Locks and refreshes participants in a transaction of its own. If it fails for one of them, refreshes each alone
     * and leaves that one as it is until its next event.
     */
    public Uni<Void> lockAndRefresh(Collection<String> keys) {
        return transactions
                .inTransaction(tx -> lockAndRefresh(tx, keys))
                .onFailure(failure -> !FailureClassifier.isOutage(failure))
                .recoverWithUni(failure -> oneByOne(keys, failure));
    }

    private Uni<Void> oneByOne(Collection<String> keys, Throwable failure) {
        if (keys.size() == 1) {
            LOG.errorf(
                    failure,
                    "Refreshing participant %s failed. Its documents stay as they are until its next event",
                    keys.iterator().next());
            return Uni.createFrom().voidItem();
        }
        Uni<Void> all = Uni.createFrom().voidItem();
        for (String key : keys) {
            all = all.chain(() -> lockAndRefresh(List.of(key)));
        }
        return all;
    }

    /** Locks and refreshes participants in the caller's transaction, which fails if one of them can't be refreshed. */
    Uni<Void> lockAndRefresh(SqlConnection tx, Collection<String> keys) {
        return factStore.lock(tx, keys).chain(() -> refresh(tx, keys));
    }
}
