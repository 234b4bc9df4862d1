package uk.gov.education.training.providerapi;

import uk.gov.education.training.platform.messaging.Transactions;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import uk.gov.education.training.events.London;
import uk.gov.education.training.platform.messaging.Cause;
import uk.gov.education.training.platform.messaging.FactStore;
import uk.gov.education.training.providerapi.domain.declarations.DeclarationVerdict;
import uk.gov.education.training.providerapi.domain.declarations.DeclarationVerdict.Accepted;
import uk.gov.education.training.providerapi.domain.declarations.DeclarationVerdict.Asked;
import uk.gov.education.training.providerapi.domain.declarations.DeclarationVerdict.Refused;
import uk.gov.education.training.providerapi.domain.declarations.DeclarationVerdict.SubmittedJustNow;
import uk.gov.education.training.providerapi.domain.declarations.VoidDeclarationRules;
import uk.gov.education.training.providerapi.facts.LoadParticipantFacts;
import uk.gov.education.training.providerapi.store.DocumentKind;
import uk.gov.education.training.providerapi.store.ProviderDocuments;
import uk.gov.education.training.providerapi.store.ProviderDocuments.Listed;
import uk.gov.education.training.providerapi.store.Statements;

/**
 * A lead provider takes back what it declared. Where only funding-service can say whether that is still possible, it is
 * asked by an event, and its answer is waited for.
 */
@ApplicationScoped
public class VoidDeclaration {

    private static final Duration LOOK_AGAIN = Duration.ofMillis(50);

    private final Pool pool;
    private final FactStore factStore;
    private final LoadParticipantFacts known;
    private final Statements statements;
    private final ProviderDocuments documents;
    private final SaveDeclarations keep;
    private final Transactions transactions;
    private final Duration patience;

    VoidDeclaration(
            Pool pool,
            FactStore factStore,
            LoadParticipantFacts known,
            Statements statements,
            ProviderDocuments documents,
            SaveDeclarations keep,
            Transactions transactions,
            @ConfigProperty(name = "training.voiding.patience", defaultValue = "8s") Duration patience) {
        this.pool = pool;
        this.factStore = factStore;
        this.known = known;
        this.statements = statements;
        this.documents = documents;
        this.keep = keep;
        this.transactions = transactions;
        this.patience = patience;
    }

    /**
     * Voids a declaration. A question that is not answered in time stays asked: the same request sent again waits for
     * the same answer.
     *
     * @return empty if the lead provider has declared nothing under this id
     */
    public Uni<Optional<DeclarationVerdict>> voidDeclaration(UUID leadProviderId, UUID declarationId, Cause cause) {
        return participant(leadProviderId, declarationId)
                .chain(key -> key.isEmpty()
                        ? Uni.createFrom().item(Optional.<DeclarationVerdict>empty())
                        : transactions.inTransaction(
                                tx -> voidDeclaration(tx, leadProviderId, key.get(), declarationId, cause)))
                .chain(verdict -> verdict.isPresent() && verdict.get() instanceof Asked asked
                        ? answered(leadProviderId, asked, System.nanoTime() + patience.toNanos())
                                .map(Optional::of)
                        : Uni.createFrom().item(verdict));
    }

    private Uni<Optional<String>> participant(UUID leadProviderId, UUID declarationId) {
        return documents.find(leadProviderId, DocumentKind.DECLARATION, declarationId).map(found -> found.map(Listed::subject)
                .map(UUID::toString));
    }

    private Uni<Optional<DeclarationVerdict>> voidDeclaration(
            SqlConnection tx, UUID leadProviderId, String key, UUID declarationId, Cause cause) {
        return factStore
                .lock(tx, List.of(key))
                .chain(() -> statements.unpaid(tx, leadProviderId, London.dateOf(cause.at())))
                .chain(unpaid -> known.load(tx, List.of(key)).chain(found -> {
                    Optional<DeclarationVerdict> verdict = found.participant(key)
                            .flatMap(about -> VoidDeclarationRules.decide(
                                    leadProviderId, about, declarationId, unpaid, cause.at()));
                    return verdict.flatMap(VoidDeclaration::toKeep)
                            .map(accepted -> keep.keep(tx, key, found, accepted, cause))
                            .orElseGet(() -> Uni.createFrom().voidItem())
                            .replaceWith(verdict);
                }));
    }

    private static Optional<Accepted> toKeep(DeclarationVerdict verdict) {
        return switch (verdict) {
            case Accepted accepted -> Optional.of(accepted);
            case Asked asked -> asked.question();
            case SubmittedJustNow same -> Optional.empty();
            case Refused refused -> Optional.empty();
        };
    }

    /** The answer, or that there is none yet. */
    private Uni<DeclarationVerdict> answered(UUID leadProviderId, Asked asked, long until) {
        return answer(leadProviderId, asked)
                .chain(answer -> answer.isPresent() || System.nanoTime() - until >= 0
                        ? Uni.createFrom().item(answer.orElse(asked))
                        : Uni.createFrom()
                                .voidItem()
                                .onItem()
                                .delayIt()
                                .by(LOOK_AGAIN)
                                .chain(() -> answered(leadProviderId, asked, until)));
    }

    /** Where the declaration is now: its participant may have been merged since. */
    private Uni<Optional<DeclarationVerdict>> answer(UUID leadProviderId, Asked asked) {
        return participant(leadProviderId, asked.declarationId())
                .chain(key -> key.isEmpty()
                        ? Uni.createFrom().item(Optional.<DeclarationVerdict>empty())
                        : pool.withConnection(db -> known.load(db, List.of(key.get())))
                                .map(found -> found.participant(key.get())
                                        .flatMap(about -> VoidDeclarationRules.answer(
                                                about, asked.declarationId(), asked.at()))));
    }
}
