package uk.gov.education.training.providerapi;

import uk.gov.education.training.platform.messaging.Transactions;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jboss.logging.Logger;
import uk.gov.education.training.events.London;
import uk.gov.education.training.platform.messaging.DecisionFailed;
import uk.gov.education.training.platform.messaging.FactStore;
import uk.gov.education.training.platform.messaging.FailureClassifier;
import uk.gov.education.training.providerapi.documents.DocumentRenderer;
import uk.gov.education.training.providerapi.documents.DocumentRenderer.Rendering;
import uk.gov.education.training.providerapi.documents.UpdateDocuments;
import uk.gov.education.training.providerapi.facts.LoadParticipantFacts;
import uk.gov.education.training.providerapi.facts.LoadedFacts;
import uk.gov.education.training.providerapi.store.RefreshQueue;

/** Brings the documents of participants up to date with the factStore. */
@ApplicationScoped
public class RefreshParticipants {

    private static final Logger LOG = Logger.getLogger(RefreshParticipants.class);

    private final Transactions transactions;
    private final FactStore factStore;
    private final LoadParticipantFacts known;
    private final UpdateDocuments documents;
    private final RefreshQueue later;

    RefreshParticipants(
            Transactions transactions, FactStore factStore, LoadParticipantFacts known, UpdateDocuments documents, RefreshQueue later) {
        this.transactions = transactions;
        this.factStore = factStore;
        this.known = known;
        this.documents = documents;
        this.later = later;
    }

    /** Refreshes participants whose keys the transaction holds. */
    public Uni<Void> refresh(SqlConnection tx, Collection<String> keys) {
        LocalDate today = LocalDate.now(London.ZONE);
        List<UUID> subjects = keys.stream().map(UUID::fromString).toList();
        return known.load(tx, keys).chain(found -> documents
                .rewrite(tx, subjects, renderings(found, today))
                .chain(() -> later.add(tx, found.settled() ? List.of() : subjects)));
    }

    private static List<Rendering> renderings(LoadedFacts found, LocalDate today) {
        return found.stored().keySet().stream()
                .flatMap(key -> DecisionFailed.about(key, () -> DocumentRenderer.of(found, key, today)).stream())
                .toList();
    }

    /**
     * Refreshes participants of whom nothing new was said, as when the calendar has turned. One who can't be refreshed
     * stays as it is until something new is said; the others do not wait for it.
     */
    public Uni<Void> again(Collection<String> keys) {
        return transactions.inTransaction(tx -> again(tx, keys))
                .onFailure(failure -> !FailureClassifier.isOutage(failure))
                .recoverWithUni(refused -> oneByOne(keys, refused));
    }

    private Uni<Void> oneByOne(Collection<String> keys, Throwable refused) {
        if (keys.size() == 1) {
            LOG.errorf(refused, "Not refreshed: %s", keys.iterator().next());
            return Uni.createFrom().voidItem();
        }
        Uni<Void> all = Uni.createFrom().voidItem();
        for (String key : keys) {
            all = all.chain(() -> again(List.of(key)));
        }
        return all;
    }

    /** Likewise in the caller's transaction, which fails if one of them can't be refreshed. */
    Uni<Void> again(SqlConnection tx, Collection<String> keys) {
        return factStore.lock(tx, keys).chain(() -> refresh(tx, keys));
    }
}
