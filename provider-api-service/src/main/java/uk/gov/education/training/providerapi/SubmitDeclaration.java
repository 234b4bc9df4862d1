package uk.gov.education.training.providerapi;

import uk.gov.education.training.platform.messaging.Transactions;
import static java.util.stream.Collectors.toSet;
import static uk.gov.education.training.events.Topics.DECLARATIONS;
import static uk.gov.education.training.events.Topics.PARTICIPANT_CHANGES;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.events.Declarations.Declaration;
import uk.gov.education.training.events.London;
import uk.gov.education.training.events.Statement;
import uk.gov.education.training.events.Statement.StatementStatus;
import uk.gov.education.training.platform.messaging.Cause;
import uk.gov.education.training.platform.messaging.FactStore;
import uk.gov.education.training.platform.messaging.FactsOfKey;
import uk.gov.education.training.providerapi.domain.declarations.DeclarationVerdict;
import uk.gov.education.training.providerapi.domain.declarations.DeclarationVerdict.Accepted;
import uk.gov.education.training.providerapi.domain.declarations.SubmitDeclarationRules;
import uk.gov.education.training.providerapi.domain.declarations.SubmitDeclarationRules.Options;
import uk.gov.education.training.providerapi.domain.declarations.SubmitDeclarationRules.Submission;
import uk.gov.education.training.providerapi.domain.declarations.SubmitDeclarationRules.Wanted;
import uk.gov.education.training.providerapi.domain.participants.ParticipantFacts;
import uk.gov.education.training.providerapi.facts.LoadParticipantFacts;
import uk.gov.education.training.providerapi.facts.LoadedFacts;
import uk.gov.education.training.providerapi.store.ContractPeriods;
import uk.gov.education.training.providerapi.store.Statements;

/** What a lead provider declares about a participant's training. What is accepted is kept. */
@ApplicationScoped
public class SubmitDeclaration {

    private final Transactions transactions;
    private final FactStore factStore;
    private final LoadParticipantFacts known;
    private final ContractPeriods contractPeriods;
    private final Statements statements;
    private final SaveDeclarations keep;

    SubmitDeclaration(
            Transactions transactions,
            FactStore factStore,
            LoadParticipantFacts known,
            ContractPeriods contractPeriods,
            Statements statements,
            SaveDeclarations keep) {
        this.transactions = transactions;
        this.factStore = factStore;
        this.known = known;
        this.contractPeriods = contractPeriods;
        this.statements = statements;
        this.keep = keep;
    }

    /**
     * @param participantId null if the request has none that is a UUID, and so is nobody's
     * @param came the real time at which the request did
     */
    public Uni<DeclarationVerdict> submit(
            UUID leadProviderId, @Nullable UUID participantId, Wanted wanted, Instant came, Cause cause) {
        return transactions.inTransaction(tx -> participantId == null
                        ? nobody(tx, leadProviderId, wanted, cause)
                        : submit(tx, leadProviderId, participantId.toString(), wanted, came, cause));
    }

    private Uni<DeclarationVerdict> submit(
            SqlConnection tx, UUID leadProviderId, String key, Wanted wanted, Instant came, Cause cause) {
        return factStore
                .load(tx, List.of(key), PARTICIPANT_CHANGES, DECLARATIONS)
                .map(factsOfKey -> factsOfKey.get(key))
                .chain(factsOfKey -> factsOfKey.snapshot(PARTICIPANT_CHANGES).isEmpty()
                        ? nobody(tx, leadProviderId, wanted, cause)
                        : contractPeriods.known(tx).chain(periods -> factStore
                                .lock(tx, List.of(key))
                                .chain(() -> statements.unpaid(tx, leadProviderId, London.dateOf(cause.at())))
                                .chain(unpaid -> known.load(tx, List.of(key))
                                        .chain(found -> underEarlierIds(tx, found.participant(key))
                                                .chain(earlier -> {
                                                    DeclarationVerdict verdict = SubmitDeclarationRules.decide(
                                                            submission(leadProviderId, cause),
                                                            found.participant(key),
                                                            wanted,
                                                            new Options(
                                                                    periods,
                                                                    open(unpaid),
                                                                    declaredBefore(came, factsOfKey, earlier),
                                                                    earlier));
                                                    return keep(tx, key, found, verdict, cause)
                                                            .replaceWith(verdict);
                                                })))));
    }

    /**
     * What was declared about records that were merged into this one. It moves when this service hears of their end,
     * which can be later than it hears of the record that stays.
     */
    private Uni<List<Declaration>> underEarlierIds(SqlConnection tx, Optional<ParticipantFacts> about) {
        List<String> ids = about.stream()
                .flatMap(factStore -> factStore.participant().idChanges().stream())
                .map(change -> change.fromParticipantId().toString())
                .toList();
        return ids.isEmpty()
                ? Uni.createFrom().item(List.of())
                : factStore.load(tx, ids, DECLARATIONS).map(factsOfKey -> factsOfKey.values().stream()
                        .flatMap(earlier -> earlier.snapshot(DECLARATIONS).stream())
                        .flatMap(earlier -> earlier.declarations().stream())
                        .toList());
    }

    /** Nothing is kept of a key that nobody has, not even its lock. */
    private Uni<DeclarationVerdict> nobody(SqlConnection tx, UUID leadProviderId, Wanted wanted, Cause cause) {
        return contractPeriods
                .known(tx)
                .map(periods -> SubmitDeclarationRules.decide(
                        submission(leadProviderId, cause),
                        Optional.empty(),
                        wanted,
                        new Options(periods, List.of(), Set.of())));
    }

    private static Submission submission(UUID leadProviderId, Cause cause) {
        return new Submission(
                UUID.randomUUID(), leadProviderId, cause.at(), Instant.now().truncatedTo(ChronoUnit.MICROS));
    }

    /**
     * What was there when a request came: it is there before anything waits for the lock, and was not created while the
     * request waited to be authenticated, or for a connection.
     */
    private static Set<UUID> declaredBefore(Instant came, FactsOfKey factsOfKey, List<Declaration> earlier) {
        return Stream.concat(
                        factsOfKey.snapshot(DECLARATIONS).stream().flatMap(all -> all.declarations().stream()),
                        earlier.stream())
                .filter(declaration -> declaration.createdAt().isBefore(came))
                .map(Declaration::id)
                .collect(toSet());
    }

    private static List<Statement> open(List<Statement> unpaid) {
        return unpaid.stream()
                .filter(statement -> statement.status() == StatementStatus.OPEN)
                .toList();
    }

    private Uni<Void> keep(SqlConnection tx, String key, LoadedFacts found, DeclarationVerdict verdict, Cause cause) {
        return verdict instanceof Accepted accepted
                ? keep.keep(tx, key, found, accepted, cause)
                : Uni.createFrom().voidItem();
    }
}
